import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { useDroppedFiles } from '../../useDroppedFiles.ts'
import { EditorFoot } from '../EditorFoot.tsx'
import styles from './ConflictStep.module.css'
import type { Side } from './versions.ts'

/** One field in which the two versions differ. */
export interface ConflictField {
  readonly name: string
  readonly label: string
  readonly mine: ReactNode
  readonly theirs: ReactNode
  /** Chosen from the beginning, where only one of the two changed it. */
  readonly changedBy: 'mine' | 'theirs' | null
  /** Says what keeping both would do; absent where they cannot be put together. */
  readonly both?: string
}

/** A file that is dropped here must not take the place of the page. */
const dropNothing = () => undefined

type Choices = Readonly<Record<string, Side | undefined>>

interface ConflictStepProps {
  readonly title: string
  /** Who wrote the other version; null where it was whoever looks, elsewhere. */
  readonly by: string | null
  readonly fields: readonly ConflictField[]
  readonly busy: boolean
  readonly failure: string | null
  /** With a choice for each of the fields. */
  readonly onSave: (choices: Record<string, Side>) => void
  readonly onBack: () => void
}

const firstChoices = (fields: readonly ConflictField[]): Choices =>
  Object.fromEntries(fields.map(({ name, changedBy }) => [name, changedBy ?? undefined]))

const isComplete = (choices: Choices, fields: readonly ConflictField[]): choices is Record<string, Side> =>
  fields.every(({ name }) => choices[name] !== undefined)

/** Stands in place of an editor whose content was changed by somebody else meanwhile: field by field, what is kept? */
export function ConflictStep({ title, by, fields, busy, failure, onSave, onBack }: ConflictStepProps) {
  const t = useTranslations()
  const heading = useRef<HTMLHeadingElement>(null)
  const form = useRef<HTMLFormElement>(null)
  const [choices, setChoices] = useState(() => firstChoices(fields))
  const [isAsked, setAsked] = useState(false)

  useEffect(() => heading.current?.focus(), [])
  useDroppedFiles(dropNothing)

  const chooseAll = (side: 'mine' | 'theirs') =>
    setChoices(Object.fromEntries(fields.map(({ name }) => [name, side] as const)))

  const save = () => {
    if (isComplete(choices, fields)) return onSave(choices)
    setAsked(true)
    const open = fields.find(({ name }) => choices[name] === undefined)
    form.current?.querySelector<HTMLInputElement>(`[data-field="${open?.name}"] input`)?.focus()
  }

  return (
    <form
      ref={form}
      className={styles.step}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) save()
      }}
    >
      <div className={styles.header}>
        <h3 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h3>
        <p className={styles.text}>{t('coupleEditor.conflict.text')}</p>
        <div className={styles.all}>
          <Button look="outline" size="small" onClick={() => chooseAll('mine')}>
            {t('coupleEditor.conflict.allMine')}
          </Button>
          <Button look="outline" size="small" onClick={() => chooseAll('theirs')}>
            {t('coupleEditor.conflict.allTheirs')}
          </Button>
        </div>
      </div>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {fields.map((field) => (
        <Field
          key={field.name}
          field={field}
          by={by}
          chosen={choices[field.name]}
          isMissing={isAsked && choices[field.name] === undefined}
          onChoose={(side) => setChoices((known) => ({ ...known, [field.name]: side }))}
        />
      ))}
      <EditorFoot hint="">
        <Button look="plain" onClick={onBack}>
          {t('coupleEditor.conflict.back')}
        </Button>
        <Button type="submit" busy={busy}>
          {t(busy ? 'coupleEditor.memory.saving' : 'coupleEditor.conflict.save')}
        </Button>
      </EditorFoot>
    </form>
  )
}

interface FieldProps {
  readonly field: ConflictField
  readonly by: string | null
  readonly chosen: Side | undefined
  readonly isMissing: boolean
  readonly onChoose: (side: Side) => void
}

function Field({ field: { name, label, mine, theirs, changedBy, both }, by, chosen, isMissing, onChoose }: FieldProps) {
  const t = useTranslations()
  const errorId = useId()
  const option = (side: Side, content: ReactNode, note?: string) => (
    <Option
      name={name}
      label={
        side === 'theirs' && by !== null
          ? t('coupleEditor.conflict.theirsBy', { name: by })
          : t(`coupleEditor.conflict.${side}`)
      }
      note={note}
      isChosen={chosen === side}
      describedBy={isMissing ? errorId : undefined}
      onChoose={() => onChoose(side)}
    >
      {content}
    </Option>
  )
  const noteOf = (side: 'mine' | 'theirs') =>
    changedBy !== null && changedBy !== side ? t('coupleEditor.conflict.unchanged') : undefined
  return (
    <fieldset className={styles.field} data-field={name} data-missing={isMissing || undefined}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.sides}>
        {option('mine', mine, noteOf('mine'))}
        {option('theirs', theirs, noteOf('theirs'))}
        {both !== undefined && option('both', both)}
      </div>
      {isMissing && (
        <p id={errorId} className={styles.missing}>
          {t('coupleEditor.conflict.missing')}
        </p>
      )}
    </fieldset>
  )
}

interface OptionProps {
  readonly name: string
  readonly label: string
  readonly note: string | undefined
  readonly isChosen: boolean
  readonly describedBy: string | undefined
  readonly onChoose: () => void
  readonly children: ReactNode
}

function Option({ name, label, note, isChosen, describedBy, onChoose, children }: OptionProps) {
  const id = useId()
  const describedBys = [`${id}content`, describedBy].filter(Boolean).join(' ')
  return (
    <label className={styles.option} data-chosen={isChosen || undefined}>
      <span className={styles.choice}>
        <input
          type="radio"
          name={name}
          checked={isChosen}
          aria-labelledby={`${id}label`}
          aria-describedby={describedBys}
          onChange={onChoose}
        />
        <span id={`${id}label`} className={styles.side}>
          {label}
        </span>
        {note && <span className={styles.note}>{note}</span>}
      </span>
      <span id={`${id}content`} className={styles.content}>
        {children}
      </span>
    </label>
  )
}
