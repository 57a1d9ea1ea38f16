import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type { EngineSettingsView, EngineStanding } from '../../../../../shared/torrent-engine.ts'
import { type ByteUnit, byteUnits, unitOf } from '../../../../ui/app/amounts.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Section } from '../../../../ui/app/Page.tsx'
import { SaveFailure } from '../../../../ui/app/SaveFailure.tsx'
import { SaveFoot } from '../../../../ui/app/SaveFoot.tsx'
import type { Stored } from '../../../../ui/app/useSettings.ts'
import { useSettingsForm } from '../../../../ui/app/useSettingsForm.ts'
import { useApi, useFormats } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import styles from './Settings.module.css'
import { type EngineSettings, partOf } from './useEngineSettings.ts'

interface TypedFloor {
  readonly amount: string
  readonly unit: ByteUnit
}

const storedOf = ({ floor: { value, revision } }: EngineSettingsView): Stored<TypedFloor> => {
  const unit = unitOf(value)
  return { value: { amount: String(value / byteUnits[unit]), unit }, revision, secretsSet: [] }
}

/** NaN for what is no amount; people write a comma or a point. */
const bytesOf = ({ amount, unit }: TypedFloor): number => {
  const number = /^\d+([.,]\d+)?$/.test(amount.trim()) ? Number(amount.trim().replace(',', '.')) : Number.NaN
  return Math.round(number * byteUnits[unit])
}

interface FloorSectionProps {
  readonly settings: EngineSettings
  readonly standing: EngineStanding | null
}

/** Below how much free space nothing is added. */
export function FloorSection({ settings, standing }: FloorSectionProps) {
  const t = useTranslations()
  return (
    <Section id="space" title={t('torrentEngine.page.floor.title')} text={t('torrentEngine.page.floor.text')}>
      <Loaded query={settings.query} lines={2}>
        {(view) => <FloorForm view={view} settings={settings} freeSpace={standing?.freeSpace ?? null} />}
      </Loaded>
    </Section>
  )
}

interface FloorFormProps {
  readonly view: EngineSettingsView
  readonly settings: EngineSettings
  readonly freeSpace: number | null
}

function FloorForm({ view, settings, freeSpace }: FloorFormProps) {
  const t = useTranslations()
  const api = useApi()
  const formats = useFormats()
  const toasts = useToasts()
  const saving = useSettingsForm<TypedFloor>({
    stored: storedOf(view),
    settings: partOf(settings, storedOf, (typed, revision) =>
      api.torrents.changeFloor.mutate({ floor: bytesOf(typed), revision }),
    ),
    validate: {
      amount: (amount) =>
        Number.isNaN(bytesOf({ amount, unit: 'megabyte' })) ? t('torrentEngine.page.floor.notAmount') : null,
    },
    onSaved: () => toasts.show({ text: t('torrentEngine.page.floor.saved') }),
  })
  const { form, submit, busy } = saving
  return (
    <form onSubmit={submit} noValidate className={styles.form}>
      <SaveFailure of={saving} />
      <div className={styles.amount}>
        <TextInput
          label={t('torrentEngine.page.floor.field')}
          inputMode="decimal"
          autoComplete="off"
          maxLength={12}
          {...form.getInputProps('amount')}
        />
        <NativeSelect
          aria-label={t('torrentEngine.page.floor.unit')}
          data={(['megabyte', 'gigabyte'] as const).map((value) => ({ value, label: t(`app.amounts.${value}`) }))}
          {...form.getInputProps('unit')}
        />
      </div>
      <p className={styles.text}>
        {freeSpace === null
          ? t('torrentEngine.page.floor.unknown')
          : t('torrentEngine.page.floor.now', { space: formats.size(freeSpace) })}
      </p>
      <SaveFoot busy={busy} isDirty={form.isDirty()} />
    </form>
  )
}
