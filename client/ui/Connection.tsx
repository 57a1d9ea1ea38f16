import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { backEvent, forgetKeptMark, houseAnswers, keptAt, unreachedEvent } from '../lib/offline.ts'
import styles from './Connection.module.css'
import { Icon } from './Icon.tsx'
import { useFormats } from './services.tsx'

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

type Network = 'here' | 'away' | 'back'

const lookAgainAfter = 10_000
const backShownFor = 5000

/** Whether the house can be reached: as the browser says, as calls find, and as long as a kept copy is shown. */
function useNetwork(): Network {
  const [network, setNetwork] = useState<Network>('here')
  useEffect(() => {
    const away = () => setNetwork('away')
    if (!navigator.onLine || keptAt()) away()
    addEventListener('offline', away)
    addEventListener(unreachedEvent, away)
    return () => {
      removeEventListener('offline', away)
      removeEventListener(unreachedEvent, away)
    }
  }, [])
  useEffect(() => {
    if (network === 'here') return
    if (network === 'back') {
      const timer = setTimeout(() => setNetwork('here'), backShownFor)
      return () => clearTimeout(timer)
    }
    const look = async () => {
      if (!(await houseAnswers())) return
      forgetKeptMark()
      setNetwork('back')
      dispatchEvent(new Event(backEvent))
    }
    const timer = setInterval(() => void look(), lookAgainAfter)
    const lookNow = () => void look()
    addEventListener('online', lookNow)
    return () => {
      clearInterval(timer)
      removeEventListener('online', lookNow)
    }
  }, [network])
  return network
}

/** Says that the house is out of reach and how old is what is shown, as long as it is; then that it is back. */
export function Connection() {
  const network = useNetwork()
  return (
    <div className={styles.region} role="status" aria-live="polite">
      {network !== 'here' && (
        <p className={styles.offline}>
          <Icon name={network === 'back' ? 'check' : 'warning'} size={18} />
          <NetworkWords network={network} />
        </p>
      )}
    </div>
  )
}

function NetworkWords({ network }: { network: Network }) {
  const t = useTranslations()
  const { moment } = useFormats()
  // The list of kept pages is no copy of what was asked for.
  const kept = location.pathname === '/offline' ? null : keptAt()
  if (network === 'back') return t('common.states.back')
  return kept ? t('common.states.kept', { date: moment(kept) }) : t('common.states.offline')
}
