import { Textarea } from '@mantine/core'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../ui/Button.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { magnetsIn, otherLines } from '../../magnets.ts'
import styles from './Adding.module.css'
import { Additions } from './Additions.tsx'
import type { AddingState } from './useAdding.ts'

/** Magnets, one a line, and .torrent files, several at once. */
export function AddDialog({ adding }: { adding: AddingState }) {
  const t = useTranslations()
  const [text, setText] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const files = useRef<HTMLInputElement>(null)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [other] = otherLines(text)
    if (magnetsIn(text).length === 0) return setFault(t('torrentPages.adding.noMagnet'))
    adding.addText(text)
    // What was no magnet stays, to be mended.
    setText(otherLines(text).join('\n'))
    setFault(other ? t('torrentPages.adding.otherLines') : null)
  }

  return (
    <Dialog title={t('torrentPages.adding.title')} onClose={adding.close}>
      <form className={styles.form} onSubmit={submit}>
        <Textarea
          label={t('torrentPages.adding.magnets')}
          description={t('torrentPages.adding.magnetsHint')}
          placeholder="magnet:?xt=urn:btih:…"
          autosize
          minRows={3}
          maxRows={8}
          spellCheck={false}
          value={text}
          error={fault}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value)
            setFault(null)
          }}
        />
        <Button type="submit">{t('torrentPages.adding.add')}</Button>
      </form>
      <div className={styles.files}>
        <input
          ref={files}
          type="file"
          accept=".torrent,application/x-bittorrent"
          multiple
          hidden
          aria-label={t('torrentPages.adding.choose')}
          onChange={({ currentTarget }) => {
            adding.addFiles([...(currentTarget.files ?? [])])
            currentTarget.value = ''
          }}
        />
        <Button look="outline" onClick={() => files.current?.click()}>
          <Icon name="upload" size={18} />
          {t('torrentPages.adding.choose')}
        </Button>
        <p className={styles.hint}>{t('torrentPages.adding.filesHint')}</p>
      </div>
      <Additions adding={adding} />
    </Dialog>
  )
}
