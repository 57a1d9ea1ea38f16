import { useTranslations } from 'use-intl'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import styles from './LinkPages.module.css'

interface ClosedLinkProps {
  readonly title: string
  readonly children: string
  readonly onRetry?: () => void
}

/** Stands in place of what a link from a mail would open. */
export function ClosedLink({ title, children, onRetry }: ClosedLinkProps) {
  const t = useTranslations()
  return (
    <Empty
      icon="door"
      title={<h1 className={styles.closed}>{title}</h1>}
      action={
        <div className={styles.actions}>
          {onRetry && <Button onClick={onRetry}>{t('common.actions.retry')}</Button>}
          <ButtonLink to="/" look="outline">
            {t('common.navigation.backHome')}
          </ButtonLink>
        </div>
      }
    >
      {children}
    </Empty>
  )
}
