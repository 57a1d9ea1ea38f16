import { NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { LimitView } from '../../../../../shared/groups.ts'
import { amountInWords, type ByteUnit } from '../../../../ui/app/amounts.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useFormats } from '../../../../ui/services.tsx'
import { useAnyWords } from '../useAnyWords.ts'
import { type GroupDraft, isAmount, limitsOf, type TypedLimit } from './draft.ts'
import styles from './Groups.module.css'

interface LimitFieldsProps {
  readonly id: number
  readonly choices: readonly LimitView[]
  readonly draft: GroupDraft
  readonly onChange: (limits: readonly TypedLimit[]) => void
  readonly error: ReactNode
}

const settleTime = 400

/** Every limit that a group can set; beside it, whom it would hold below what they use already. */
export function LimitFields({ id, choices, draft, onChange, error }: LimitFieldsProps) {
  const t = useTranslations()
  const formats = useFormats()
  const procedures = useProcedures()
  const [asked] = useDebouncedValue(
    { limits: limitsOf(draft), members: draft.members.map((member) => member.id) },
    settleTime,
  )
  const effects = useQuery({
    ...procedures.house.limitEffects.queryOptions({ id, ...asked }),
    placeholderData: keepPreviousData,
  })
  const fields = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (error) fields.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [error])
  const change = (next: TypedLimit) => onChange(draft.limits.map((limit) => (limit.name === next.name ? next : limit)))
  return (
    <div ref={fields} className={styles.limits}>
      {error && <Notice tone="error">{error}</Notice>}
      {choices.map((choice) => {
        const typed = draft.limits.find(({ name }) => name === choice.name)
        const effect = effects.data?.find(({ name }) => name === choice.name)
        if (!typed) return null
        return (
          <div key={choice.name} className={styles.limit}>
            <LimitField choice={choice} typed={typed} onChange={change} />
            {effect && (
              <Notice tone="warn">
                {t('groups.editor.above', {
                  count: effect.people,
                  used: amountInWords(choice.unit, effect.mostUsed, t, formats),
                })}
              </Notice>
            )}
          </div>
        )
      })}
    </div>
  )
}

interface LimitFieldProps {
  readonly choice: LimitView
  readonly typed: TypedLimit
  readonly onChange: (typed: TypedLimit) => void
}

function LimitField({ choice: { label, text, unit, standard }, typed, onChange }: LimitFieldProps) {
  const t = useTranslations()
  const words = useAnyWords()
  const formats = useFormats()
  const usual = t('groups.editor.standard', { value: amountInWords(unit, standard, t, formats) })
  return (
    <div className={styles.amount}>
      <TextInput
        classNames={{
          root: styles.typed ?? '',
          label: styles.wide ?? '',
          description: styles.wide ?? '',
          error: styles.error ?? '',
        }}
        label={words(label)}
        description={`${words(text)} ${usual}`}
        placeholder={t('groups.editor.ordinary')}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
        error={!isAmount(typed) && t('groups.errors.notWhole')}
        value={typed.amount}
        onChange={(event) => onChange({ ...typed, amount: event.currentTarget.value })}
      />
      {typed.unit !== 'one' && (
        <NativeSelect
          aria-label={t('groups.editor.unit', { label: words(label) })}
          data={(['megabyte', 'gigabyte'] as const).map((value) => ({
            value,
            label: t(`app.amounts.${unit === 'bytes-per-second' ? (`${value}PerSecond` as const) : value}`),
          }))}
          value={typed.unit}
          onChange={(event) => onChange({ ...typed, unit: event.currentTarget.value as ByteUnit })}
        />
      )}
    </div>
  )
}
