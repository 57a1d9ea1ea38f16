import { Switch } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { type NoticeChannel, noticeChannels } from '../../../../shared/definitions.ts'
import type { ChoicesView, KindChoice } from '../../../../shared/notices.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { BackLink, Page, Section } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useErrorWords } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './Notices.module.css'
import { TimingForm } from './TimingForm.tsx'

/** `/me/notices/choices`: what reaches a person, on which ways, and when mail leaves. */
export function Component() {
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

const Kinds = ({ of }: { of: readonly KindChoice[] }) => (
  <ul className={styles.kinds ?? ''}>
    {of.map((choice) => (
      <Kind key={choice.kind} of={choice} />
    ))}
  </ul>
)

function Kind({ of }: { of: KindChoice }) {
  const t = useTranslations()
  return (
    <li className={styles.kind}>
      <div className={styles.kindWords}>
        <p className={styles.kindName}>{of.label}</p>
        {of.urgent && <p className={styles.text}>{t('notices.page.choices.urgentText')}</p>}
      </div>
      {noticeChannels.map((channel) => (
        <ChannelSwitch key={channel} of={of} channel={channel} />
      ))}
    </li>
  )
}

/** Saves as it is pressed. Presses that follow each other quickly are saved one after the other. */
function ChannelSwitch({ of: { kind, label, channels }, channel }: { of: KindChoice; channel: NoticeChannel }) {
  const t = useTranslations()
  const choose = useChoose(kind, channel, channels[channel])
  return (
    <Switch
      label={t(`notices.page.choices.channels.${channel}`)}
      aria-label={t('notices.page.choices.switch', {
        kind: label,
        channel: t(`notices.page.choices.channels.${channel}`),
      })}
      checked={channels[channel]}
      onChange={(event) => choose(event.currentTarget.checked)}
      withThumbIndicator={false}
    />
  )
}

function useChoose(kind: string, channel: NoticeChannel, shown: boolean): (on: boolean) => void {
  const t = useTranslations()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const stored = useRef(shown)
  const key = procedures.notices.choices.queryKey()
  const show = (on: boolean) => {
    const change = (known: ChoicesView | undefined) =>
      known && {
        ...known,
        kinds: known.kinds.map((choice) =>
          choice.kind === kind ? { ...choice, channels: { ...choice.channels, [channel]: on } } : choice,
        ),
      }
    queries.setQueryData(key, change as never)
  }
  const { mutate, isPending } = useMutation(
    procedures.notices.choose.mutationOptions({
      scope: { id: `notices.choose ${kind} ${channel}` },
      onSuccess: (_answer, { on }) => {
        stored.current = on
        toasts.show({ text: t('notices.page.choices.saved') })
      },
      onError: (thrown) => {
        show(stored.current)
        toasts.show({ text: errorWords(thrown), tone: 'error' })
      },
    }),
  )
  return (on) => {
    if (!isPending) stored.current = shown
    show(on)
    mutate({ kind, channel, on })
  }
}
