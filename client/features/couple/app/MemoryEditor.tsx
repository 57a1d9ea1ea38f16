import { type KeyboardEvent, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { MemoryView } from '../../../../shared/couple.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useDroppedFiles } from '../useDroppedFiles.ts'
import { EditorDialog } from './EditorDialog.tsx'
import styles from './MemoryEditor.module.css'
import { MemoryDetails, MemoryWords } from './MemoryFields.tsx'
import { ObstacleNotice } from './ObstacleNotice.tsx'
import { PhotoField } from './PhotoField.tsx'
import { type MemoryForm, useMemoryForm } from './useMemoryForm.ts'
import { type MemorySaving, useMemorySaving } from './useMemorySaving.ts'

interface MemoryEditorProps {
  /** null for a new one. */
  readonly memory: MemoryView | null
  readonly page: string
}

/** Writes a memory with its photographs. */
export function MemoryEditor({ memory, page }: MemoryEditorProps) {
  const t = useTranslations()
  const isLeaving = useRef(false)
  const editor = useMemoryForm(memory)
  const saving = useMemorySaving(memory, editor, isLeaving)
  const isOver = useDroppedFiles(editor.photos.add)
  const element = useRef<HTMLFormElement>(null)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    element.current?.requestSubmit()
  }

  return (
    <EditorDialog
      title={t(memory ? 'coupleEditor.memory.editTitle' : 'coupleEditor.memory.newTitle')}
      page={page}
      size="66rem"
      isDirty={editor.isDirty}
      isLeaving={isLeaving}
      leaveText={t('coupleEditor.memory.leaveText')}
      onAbandon={editor.end}
    >
      <form ref={element} className={styles.form} onSubmit={saving.submit} onKeyDown={onKeyDown} noValidate>
        <Notices editor={editor} saving={saving} />
        <div className={styles.columns}>
          <MemoryWords form={editor.form} />
          <div className={styles.photos}>
            <PhotoField photos={editor.photos} />
          </div>
          <MemoryDetails form={editor.form} memory={memory} photos={editor.photos.photos} />
        </div>
        <Foot saving={saving} isNew={memory === null} status={editor.form.values.status} />
        {isOver && (
          <div className={styles.over} aria-hidden="true">
            <p>{t('coupleEditor.memory.photos.dropNow')}</p>
          </div>
        )}
      </form>
    </EditorDialog>
  )
}

function Notices({ editor, saving }: { editor: MemoryForm; saving: MemorySaving }) {
  const t = useTranslations()
  const { failure, obstacle, failed, insist, busy } = saving
  return (
    <div className={styles.notices}>
      {editor.isKept && (
        <Notice
          tone="info"
          action={
            <Button look="plain" size="small" onClick={editor.startAfresh}>
              {t('coupleEditor.memory.keptDiscard')}
            </Button>
          }
        >
          {t('coupleEditor.memory.kept')}
        </Notice>
      )}
      {failed > 0 && <Notice tone="error">{t('coupleEditor.memory.photos.waitingFailed', { count: failed })}</Notice>}
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {obstacle && <ObstacleNotice obstacle={obstacle} onInsist={insist} busy={busy} />}
    </div>
  )
}

interface FootProps {
  readonly saving: MemorySaving
  readonly isNew: boolean
  readonly status: string
}

function Foot({ saving: { busy, isWaiting, onItsWay, stopWaiting }, isNew, status }: FootProps) {
  const t = useTranslations()
  const words = isNew && status === 'shared' ? 'coupleEditor.memory.saveShared' : 'coupleEditor.memory.save'
  return (
    <div className={styles.foot}>
      <p className={styles.shortcut}>
        {isWaiting ? t('coupleEditor.memory.photos.waitingText') : t('coupleEditor.memory.shortcut')}
      </p>
      {isWaiting && (
        <Button look="plain" onClick={stopWaiting}>
          {t('common.actions.cancel')}
        </Button>
      )}
      <Button type="submit" busy={busy}>
        {isWaiting
          ? t('coupleEditor.memory.photos.waiting', { count: onItsWay })
          : t(busy ? 'coupleEditor.memory.saving' : words)}
      </Button>
    </div>
  )
}
