import { useTranslations } from 'use-intl'
import type { MailView } from '../../../../shared/mail.ts'
import { Badge } from '../../../ui/app/Badge.tsx'
import { MorePages } from '../../../ui/app/MorePages.tsx'
import { NavLink } from '../../../ui/Link.tsx'
import { useFormats } from '../../../ui/services.tsx'
import styles from './MailList.module.css'

export const mailTones = { waiting: 'warn', sent: 'ok', failed: 'error' } as const

interface MailListProps {
  readonly mails: readonly MailView[]
  readonly pages: Parameters<typeof MorePages>[0]['of']
}

/** Mails by their subject, recipient and state. */
export function MailList({ mails, pages }: MailListProps) {
  const t = useTranslations()
  const formats = useFormats()
  return (
    <nav aria-label={t('house.page.mail.list')}>
      <ul className={styles.mails ?? ''}>
        {mails.map(({ id, subject, recipient, createdAt, state }) => (
          <li key={id}>
            <NavLink to={`/admin/mail/${id}`} className={styles.mail ?? ''} preventScrollReset>
              <span className={styles.subject}>{subject}</span>
              <span className={styles.recipient}>{recipient}</span>
              <span className={styles.state}>
                <Badge tone={mailTones[state]}>{t(`house.page.mail.states.${state}`)}</Badge>
                <time dateTime={createdAt} title={formats.moment(createdAt)}>
                  {formats.relative(createdAt, Date.now())}
                </time>
              </span>
            </NavLink>
          </li>
        ))}
      </ul>
      <MorePages of={pages} end={t('house.page.mail.end')} />
    </nav>
  )
}
