import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import styles from './Connection.module.css'
import { Icon } from './Icon.tsx'

const subscribe = (listener: () => void) => {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

export const useOnline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  )

/** Says that the network is away, as long as it is. */
export function Connection() {
  const t = useTranslations()
  const online = useOnline()
  return (
    <div className={styles.region} role="status">
      {!online && (
        <p className={styles.offline}>
          <Icon name="warning" size={18} />
          {t('common.states.offline')}
        </p>
      )}
    </div>
  )
}
