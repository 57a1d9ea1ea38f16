import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import styles from './WaitingMail.module.css'

/** How much mail has not left yet. */
export function WaitingMail() {
  const t = useTranslations()
  const procedures = useProcedures()
  const state = useQuery(procedures.house.mailState.queryOptions())
  return (
    <Loaded query={state} lines={1}>
      {({ waiting, serverSet }) => (
        <div className={styles.mail}>
          <p className={styles.words}>{t('house.page.overview.mailWaiting', { count: waiting })}</p>
          <div className={styles.actions}>
            <ButtonLink to="/admin/mail" look="outline" size="small">
              {t('house.page.overview.mailOpen')}
            </ButtonLink>
            {!serverSet && (
              <ButtonLink to="/admin/settings#mail" size="small">
                {t('house.page.mail.configure')}
              </ButtonLink>
            )}
          </div>
        </div>
      )}
    </Loaded>
  )
}
