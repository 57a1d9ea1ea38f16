import { lazy, Suspense, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { MemoryView } from '../../../../shared/couple.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { EditorDialog } from './EditorDialog.tsx'
import { EditorFoot } from './EditorFoot.tsx'
import { EditorForm } from './EditorForm.tsx'
import { GoneNotice } from './GoneNotice.tsx'
import { KeptNotice } from './KeptNotice.tsx'
import styles from './MemoryEditor.module.css'
import { MemoryDetails, MemoryWords } from './MemoryFields.tsx'
import { PhotoField } from './PhotoField.tsx'
import { type MemoryForm, useMemoryForm } from './useMemoryForm.ts'
import { type MemorySaving, useMemorySaving } from './useMemorySaving.ts'

const MemoryConflict = lazy(async () => ({ default: (await import('./conflict/MemoryConflict.tsx')).MemoryConflict }))

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
  const theirs = saving.obstacle?.kind === 'changed' ? saving.obstacle.theirs : null
  const wasAsked = useRef(false)
  if (theirs) wasAsked.current = true
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
      {theirs ? (
        <Suspense fallback={<Loading />}>
          <MemoryConflict
            key={theirs.revision}
            base={editor.read.base}
            mine={saving.mine}
            photos={editor.photos.photos}
            theirs={theirs}
            onSave={saving.resolve}
            onBack={saving.stepBack}
            {...saving.resolution}
          />
        </Suspense>
      ) : (
        <Fields memory={memory} editor={editor} saving={saving} isBack={wasAsked.current} />
      )}
    </EditorDialog>
  )
}

interface FieldsProps {
  readonly memory: MemoryView | null
  readonly editor: MemoryForm
  readonly saving: MemorySaving
  /** They come back after a question. */
  readonly isBack: boolean
}

function Fields({ memory, editor, saving, isBack }: FieldsProps) {
  const t = useTranslations()
  return (
    <EditorForm
      onSubmit={saving.submit}
      onFiles={editor.photos.add}
      dropText={t('coupleEditor.memory.photos.dropNow')}
      isBack={isBack}
    >
      <Notices editor={editor} saving={saving} />
      <div className={styles.columns}>
        <MemoryWords form={editor.form} />
        <div className={styles.photos}>
          <PhotoField photos={editor.photos} />
        </div>
        <MemoryDetails form={editor.form} memory={memory} photos={editor.photos.photos} />
      </div>
      <Foot saving={saving} isNew={memory === null} status={editor.form.values.status} />
    </EditorForm>
  )
}

function Notices({ editor, saving }: { editor: MemoryForm; saving: MemorySaving }) {
  const t = useTranslations()
  const { failure, obstacle, failed, revive, busy } = saving
  return (
    <div className={styles.notices}>
      {editor.isKept && <KeptNotice onStartAfresh={editor.startAfresh} />}
      {failed > 0 && <Notice tone="error">{t('coupleEditor.memory.photos.waitingFailed', { count: failed })}</Notice>}
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {obstacle?.kind === 'gone' && <GoneNotice onRevive={revive} busy={busy} />}
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
    <EditorFoot hint={isWaiting ? t('coupleEditor.memory.photos.waitingText') : t('coupleEditor.memory.shortcut')}>
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
    </EditorFoot>
  )
}
