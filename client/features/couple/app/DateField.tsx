import { ActionIcon, TextInput } from '@mantine/core'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '../../../ui/Icon.tsx'
import { useFormats } from '../../../ui/services.tsx'
import { typedDate } from '../typedDate.ts'
import styles from './DateField.module.css'

const CalendarPopover = lazy(async () => ({ default: (await import('./CalendarPopover.tsx')).CalendarPopover }))

interface DateFieldProps {
  readonly label: string
  /** `YYYY-MM-DD`; empty while what is typed is no date. */
  readonly value: string
  /** Told also of what is typed, which may be no date yet. */
  readonly onChange: (date: string, typed: string) => void
  readonly error?: ReactNode
  readonly description?: ReactNode
  /** By which the form finds the field to focus it. */
  readonly path: string
}

/** Today where the person is, `YYYY-MM-DD`. */
export const localToday = (): string => new Intl.DateTimeFormat('en-CA', { dateStyle: 'short' }).format(new Date())

/** A date that is typed as people write it, or picked from a calendar. */
export function DateField({ label, value, onChange, error, description, path }: DateFieldProps) {
  const t = useTranslations()
  const { date } = useFormats()
  const [typed, setTyped] = useState<string | null>(null)
  const [calendar, setCalendar] = useState<'unseen' | 'open' | 'closed'>('unseen')
  // A press beside an open calendar closes it; the click that follows must not open it again.
  const wasOpen = useRef(false)
  const opener = useRef<HTMLButtonElement>(null)

  const close = () => {
    setCalendar('closed')
    opener.current?.focus()
  }
  const wrong = typed !== null && typed.trim() !== '' && value === '' ? t('coupleEditor.memory.dateWrong') : null

  const type = (text: string) => {
    setTyped(text)
    onChange(typedDate(text, localToday()) ?? '', text)
  }

  return (
    <div className={styles.field}>
      <TextInput
        data-path={path}
        label={label}
        description={description}
        value={typed ?? (value ? date(value) : '')}
        placeholder={t('coupleEditor.memory.datePlaceholder')}
        error={wrong ?? error}
        autoComplete="off"
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onBlur={() => value && setTyped(null)}
        rightSection={
          <ActionIcon
            ref={opener}
            variant="subtle"
            aria-label={t('coupleEditor.memory.calendar')}
            aria-haspopup="dialog"
            aria-expanded={calendar === 'open'}
            onPointerDown={() => {
              wasOpen.current = calendar === 'open'
            }}
            onClick={() => setCalendar(wasOpen.current ? 'closed' : 'open')}
          >
            <Icon name="calendar" size={18} />
          </ActionIcon>
        }
      />
      {calendar !== 'unseen' && (
        <Suspense fallback={null}>
          <CalendarPopover
            date={value || null}
            shown={value || localToday()}
            isOpen={calendar === 'open'}
            onClose={close}
            onPick={(picked) => {
              onChange(picked, '')
              setTyped(null)
              close()
            }}
          />
        </Suspense>
      )}
    </div>
  )
}
