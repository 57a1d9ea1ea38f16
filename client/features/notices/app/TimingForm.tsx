import { Radio, Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Timing } from '../../../../shared/notices.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { SaveFoot } from '../../../ui/app/SaveFoot.tsx'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { useApi } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './Notices.module.css'

const timings = ['at-once', 'digest', 'never'] as const

/** Offered to whoever has no quiet hours yet. */
const usualNight = { from: '22:00', to: '07:30' }

const typed = ({ mail, digestAt, quiet }: Timing) => ({
  ...{ mail, digestAt, isQuiet: quiet !== null },
  ...(quiet ?? usualNight),
})

/** When mail leaves: at once, once a day or never, and not in the quiet hours. */
export function TimingForm({ stored }: { stored: Timing }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const form = useForm({ initialValues: typed(stored) })
  const { mail, isQuiet } = form.values
  const { submit, busy, failure } = useSubmission(form, async ({ digestAt, from, to }) => {
    await api.notices.changeTiming.mutate({ mail, digestAt, quiet: isQuiet ? { from, to } : null })
    form.resetDirty()
    toasts.show({ text: t('notices.page.choices.timingSaved') })
    await queries.invalidateQueries(procedures.notices.choices.queryFilter())
  })
  return (
    <form onSubmit={submit} noValidate>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <Radio.Group label={t('notices.page.choices.when')} {...form.getInputProps('mail')}>
        {timings.map((timing) => (
          <Radio
            key={timing}
            mt="xs"
            value={timing}
            label={t(`notices.page.choices.timings.${timing}`)}
            description={t(`notices.page.choices.timingHints.${timing}`)}
          />
        ))}
      </Radio.Group>
      {mail === 'digest' && (
        <div className={styles.hours}>
          <TextInput type="time" label={t('notices.page.choices.digestAt')} {...form.getInputProps('digestAt')} />
        </div>
      )}
      <Switch
        label={t('notices.page.choices.quiet')}
        description={t('notices.page.choices.quietText')}
        withThumbIndicator={false}
        {...form.getInputProps('isQuiet', { type: 'checkbox' })}
      />
      {isQuiet && (
        <div className={styles.hours}>
          <TextInput type="time" label={t('notices.page.choices.quietFrom')} {...form.getInputProps('from')} />
          <TextInput type="time" label={t('notices.page.choices.quietTo')} {...form.getInputProps('to')} />
        </div>
      )}
      <SaveFoot busy={busy} isDirty={form.isDirty()} />
    </form>
  )
}
