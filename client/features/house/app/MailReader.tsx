import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { type MailContent, secretLinkPlace } from '../../../../shared/mail.ts'
import { Badge } from '../../../ui/app/Badge.tsx'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { useFormats } from '../../../ui/services.tsx'
import { LaidOutMail } from './LaidOutMail.tsx'
import { mailTones } from './MailList.tsx'
import styles from './MailReader.module.css'
import { useAnyWords } from './useAnyWords.ts'

/** `/admin/mail/:id`: one mail in full. */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const id = Number(useParams().id)
  const mail = useQuery(procedures.house.mail.queryOptions({ id }))
  return (
    <article className={styles.reader}>
      <Link to="/admin/mail" className={styles.back} preventScrollReset>
        <Icon name="back" size={16} />
        {t('house.page.mail.back')}
      </Link>
      <Loaded query={mail} lines={5}>
        {(content) => <Mail key={content.id} mail={content} />}
      </Loaded>
    </article>
  )
}

function Mail({ mail: { subject, recipient, createdAt, sentAt, state, error, text, html } }: { mail: MailContent }) {
  const t = useTranslations()
  const words = useAnyWords()
  const formats = useFormats()
  const [view, setView] = useState<'text' | 'page'>('text')
  return (
    <>
      <header className={styles.header}>
        <h2 className={styles.subject}>{subject}</h2>
        <p className={styles.recipient}>{t('house.page.mail.to', { recipient })}</p>
        <p className={styles.state}>
          <Badge tone={mailTones[state]}>{t(`house.page.mail.states.${state}`)}</Badge>
          <span>{t('house.page.mail.written', { date: formats.moment(createdAt) })}</span>
          {sentAt && <span>{t('house.page.mail.sent', { date: formats.moment(sentAt) })}</span>}
        </p>
      </header>
      {error !== null && state !== 'sent' && (
        <Notice tone="error" title={t('house.page.mail.error')}>
          {words(error)}
        </Notice>
      )}
      {text.includes(secretLinkPlace) && <Notice tone="info">{t('house.page.mail.secretLinkText')}</Notice>}
      <SegmentedControl
        aria-label={t('house.page.mail.view')}
        size="xs"
        value={view}
        onChange={(value) => setView(value === 'page' ? 'page' : 'text')}
        data={[
          { value: 'text', label: t('house.page.mail.asText') },
          { value: 'page', label: t('house.page.mail.asPage') },
        ]}
      />
      {view === 'page' ? <LaidOutMail html={html} /> : <PlainMail text={text} />}
    </>
  )
}

/** A mail as text; the link that only its recipient may read is a mark. */
function PlainMail({ text }: { text: string }) {
  const t = useTranslations()
  const place = text.indexOf(secretLinkPlace)
  if (place < 0) return <pre className={styles.text}>{text}</pre>
  return (
    <pre className={styles.text}>
      {text.slice(0, place)}
      <mark className={styles.secret}>{t('house.page.mail.secretLink')}</mark>
      {text.slice(place + secretLinkPlace.length)}
    </pre>
  )
}
