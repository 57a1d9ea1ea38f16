import { Textarea, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { copyField } from '../../lib/copyText.ts'
import { Button } from '../Button.tsx'
import { Icon } from '../Icon.tsx'
import styles from './CopyField.module.css'

interface CopyFieldProps {
  readonly label: string
  readonly value: string
  /** It has just appeared in the place of what was used to ask for it. */
  readonly autoFocus?: boolean
  /** It is longer than a line: all of it is shown. */
  readonly multiline?: boolean
}

/** A text to be taken along, such as a link. */
export function CopyField({ label, value, autoFocus = false, multiline = false }: CopyFieldProps) {
  const t = useTranslations()
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState(false)
  const shared = {
    ref: field,
    label,
    value,
    readOnly: true,
    autoFocus,
    spellCheck: false,
    onFocus: () => field.current?.select(),
  }
  return (
    <div className={styles.line} data-multiline={multiline || undefined}>
      {multiline ? <Textarea {...shared} autosize minRows={1} /> : <TextInput {...shared} />}
      <Button
        look="outline"
        size="small"
        onClick={() => field.current && void copyField(field.current).then(setCopied)}
      >
        <Icon name={copied ? 'check' : 'copy'} size={16} />
        <span aria-live="polite">{t(copied ? 'common.actions.copied' : 'common.actions.copy')}</span>
      </Button>
    </div>
  )
}
