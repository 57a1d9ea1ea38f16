import { Textarea } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { copyField } from '../../../../lib/copyText.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import styles from './Keys.module.css'

interface CopyTextProps {
  readonly label: string
  readonly value: string
  /** It has just appeared in the place of what was used to ask for it. */
  readonly autoFocus?: boolean
}

/** A text that is longer than a line of a phone, all of it shown, to be taken along. */
export function CopyText({ label, value, autoFocus = false }: CopyTextProps) {
  const t = useTranslations()
  const field = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState(false)
  return (
    <div className={styles.copy}>
      <Textarea
        ref={field}
        label={label}
        value={value}
        readOnly
        autosize
        minRows={1}
        autoFocus={autoFocus}
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
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
