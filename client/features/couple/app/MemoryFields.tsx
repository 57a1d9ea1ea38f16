import { Textarea, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { useTranslations } from 'use-intl'
import type { MemoryView } from '../../../../shared/couple.ts'
import { longest } from '../../../../shared/couple-limits.ts'
import { Button } from '../../../ui/Button.tsx'
import { useFormats } from '../../../ui/services.tsx'
import { DateField } from './DateField.tsx'
import type { MemoryValues } from './draft.ts'
import styles from './MemoryFields.module.css'
import type { Photo } from './photos.ts'
import { StatusChoice } from './StatusChoice.tsx'

type Form = UseFormReturnType<MemoryValues>

/** What it is called and what happened. */
export function MemoryWords({ form }: { form: Form }) {
  const t = useTranslations()
  return (
    <div className={styles.fields}>
      <TextInput
        label={t('coupleEditor.memory.title')}
        placeholder={t('coupleEditor.memory.titlePlaceholder')}
        maxLength={longest.title}
        size="md"
        data-autofocus
        {...form.getInputProps('title')}
      />
      <Textarea
        label={t('coupleEditor.memory.text')}
        placeholder={t('coupleEditor.memory.textPlaceholder')}
        maxLength={longest.text}
        autosize
        minRows={5}
        maxRows={16}
        {...form.getInputProps('text')}
      />
    </div>
  )
}

interface MemoryDetailsProps {
  readonly form: Form
  readonly memory: MemoryView | null
  readonly photos: readonly Photo[]
}

/** When and where it was, and who sees it. */
export function MemoryDetails({ form, memory, photos }: MemoryDetailsProps) {
  const t = useTranslations()
  const isTakenBackByOthers = memory?.status === 'shared' && !memory.mine
  return (
    <div className={styles.fields}>
      <div className={styles.pair}>
        <DateField
          label={t('coupleEditor.memory.date')}
          value={form.values.date}
          onChange={(date) => form.setFieldValue('date', date)}
          error={form.errors.date}
          path="date"
        />
        <TextInput
          label={t('coupleEditor.memory.place')}
          placeholder={t('coupleEditor.memory.placePlaceholder')}
          maxLength={longest.place}
          {...form.getInputProps('place')}
        />
      </div>
      <TakenOn photos={photos} date={form.values.date} onUse={(date) => form.setFieldValue('date', date)} />
      <StatusChoice
        value={form.values.status}
        onChange={(status) => form.setFieldValue('status', status)}
        isLocked={isTakenBackByOthers}
      />
    </div>
  )
}

/** The day on which the camera says it was, where the memory says another. */
function TakenOn({ photos, date, onUse }: { photos: readonly Photo[]; date: string; onUse: (date: string) => void }) {
  const t = useTranslations()
  const formats = useFormats()
  const taken = photos.find(({ picture }) => picture?.takenAt)?.picture?.takenAt?.slice(0, 10)
  if (!taken || taken === date) return null
  return (
    <p className={styles.taken}>
      {t('coupleEditor.memory.dateFromPhoto', { date: formats.date(taken) })}
      <Button look="outline" size="small" onClick={() => onUse(taken)}>
        {t('coupleEditor.memory.dateFromPhotoUse')}
      </Button>
    </p>
  )
}
