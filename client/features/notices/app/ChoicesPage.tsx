import { Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { type NoticeChannel, noticeChannels } from '../../../../shared/definitions.ts'
import type { ChoicesView, KindChoice } from '../../../../shared/notices.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { BackLink, Page, Section } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useAct } from '../../../ui/app/useAct.ts'
import { useApi } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './Notices.module.css'
import { TimingForm } from './TimingForm.tsx'

/** `/me/notices/choices`: what reaches a person, on which ways, and when mail leaves. */
export function ChoicesPage() {
  const t = useTranslations()
  const procedures = useProcedures()
  const choices = useQuery(procedures.notices.choices.queryOptions())
  return (
    <>
      <BackLink to="/me/notices">{t('notices.page.list.back')}</BackLink>
      <Page title={t('notices.page.choices.title')} text={t('notices.page.choices.text')}>
        <Loaded query={choices} lines={8}>
          {(read) => (
            <>
              <Way of={read} />
              <Section title={t('notices.page.choices.kinds')} text={t('notices.page.choices.kindsText')}>
                <Kinds of={read.kinds} />
              </Section>
              <Section
                title={t('notices.page.choices.timing')}
                text={t('notices.page.choices.timingText', { zone: read.timeZone.replaceAll('_', ' ') })}
              >
                <TimingForm stored={read.timing} />
              </Section>
            </>
          )}
        </Loaded>
      </Page>
    </>
  )
}

/** Where mail goes, or why none does. */
function Way({ of: { email, mailLeaves } }: { of: ChoicesView }) {
  const t = useTranslations()
  if (!mailLeaves) {
    return (
      <Notice tone="info" title={t('notices.page.choices.noMail')}>
        {t('notices.page.choices.noMailText')}
      </Notice>
    )
  }
  if (email === null) {
    return (
      <Notice tone="info" title={t('notices.page.choices.noEmail')}>
        {t('notices.page.choices.noEmailText')}
      </Notice>
    )
  }
  return <p>{t('notices.page.choices.to', { email })}</p>
}

function Kinds({ of }: { of: readonly KindChoice[] }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const { run, failure } = useAct()
  const key = procedures.notices.choices.queryKey()

  const choose = async (kind: string, channel: NoticeChannel, on: boolean) => {
    const change = (known: ChoicesView | undefined) =>
      known && {
        ...known,
        kinds: known.kinds.map((choice) =>
          choice.kind === kind ? { ...choice, channels: { ...choice.channels, [channel]: on } } : choice,
        ),
      }
    queries.setQueryData(key, change as never)
    try {
      await api.notices.choose.mutate({ kind, channel, on })
      toasts.show({ text: t('notices.page.choices.saved') })
    } catch (thrown) {
      await queries.invalidateQueries({ queryKey: key })
      throw thrown
    }
  }

  return (
    <>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <ul className={styles.kinds ?? ''}>
        {of.map(({ kind, label, urgent, channels }) => (
          <li key={kind} className={styles.kind}>
            <div className={styles.kindWords}>
              <p className={styles.kindName}>{label}</p>
              {urgent && <p className={styles.text}>{t('notices.page.choices.urgentText')}</p>}
            </div>
            {noticeChannels.map((channel) => (
              <Switch
                key={channel}
                label={t(`notices.page.choices.channels.${channel}`)}
                aria-label={t('notices.page.choices.switch', {
                  kind: label,
                  channel: t(`notices.page.choices.channels.${channel}`),
                })}
                checked={channels[channel]}
                onChange={(event) => {
                  const on = event.currentTarget.checked
                  run(() => choose(kind, channel, on))
                }}
                withThumbIndicator={false}
              />
            ))}
          </li>
        ))}
      </ul>
    </>
  )
}
