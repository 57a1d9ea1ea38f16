import { Textarea, TextInput } from '@mantine/core'
import { lazy, Suspense, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { longest } from '../../../../../shared/couple-limits.ts'
import type { ChapterView } from '../../../../../shared/couple-story.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { Loading } from '../../../../ui/Loading.tsx'
import { DateField } from '../DateField.tsx'
import { EditorDialog } from '../EditorDialog.tsx'
import { EditorFoot } from '../EditorFoot.tsx'
import { EditorForm } from '../EditorForm.tsx'
import { KeptNotice } from '../KeptNotice.tsx'
import styles from '../MemoryEditor.module.css'
import fieldStyles from '../MemoryFields.module.css'
import { PhotoField } from '../PhotoField.tsx'
import { type ChapterForm, useChapterForm } from './useChapterForm.ts'
import { type ChapterSaving, useChapterSaving } from './useChapterSaving.ts'

const ChapterConflict = lazy(async () => ({ default: (await import('./ChapterConflict.tsx')).ChapterConflict }))

/** Writes a chapter with its photographs. @param chapter null for a new one */
export function ChapterEditor({ chapter }: { chapter: ChapterView | null }) {
  const t = useTranslations()
  const isLeaving = useRef(false)
  const editor = useChapterForm(chapter)
  const saving = useChapterSaving(chapter, editor, isLeaving)
  const { theirs } = saving
  const wasAsked = useRef(false)
  if (theirs) wasAsked.current = true
  return (
    <EditorDialog
      title={t(chapter ? 'coupleStoryEditor.chapter.editTitle' : 'coupleStoryEditor.chapter.newTitle')}
      page="/couple/story"
      size="66rem"
      isDirty={editor.isDirty}
      isLeaving={isLeaving}
      leaveText={t('coupleStoryEditor.chapter.leaveText')}
      onAbandon={editor.end}
    >
      {theirs ? (
        <Suspense fallback={<Loading />}>
          <ChapterConflict
            key={theirs.revision}
            base={editor.read}
            mine={saving.mine}
            photos={editor.photos.photos}
            theirs={theirs}
            onSave={saving.resolve}
            onBack={saving.stepBack}
            {...saving.resolution}
          />
        </Suspense>
      ) : (
        <Fields editor={editor} saving={saving} isNew={chapter === null} isBack={wasAsked.current} />
      )}
    </EditorDialog>
  )
}

interface FieldsProps {
  readonly editor: ChapterForm
  readonly saving: ChapterSaving
  readonly isNew: boolean
  /** They come back after a question. */
  readonly isBack: boolean
}

function Fields({ editor, saving, isNew, isBack }: FieldsProps) {
  const t = useTranslations()
  const { form } = editor
  return (
    <EditorForm
      onSubmit={saving.submit}
      onFiles={editor.photos.add}
      dropText={t('coupleStoryEditor.chapter.dropNow')}
      isBack={isBack}
    >
      <Notices editor={editor} saving={saving} />
      <div className={styles.columns}>
        <div className={fieldStyles.fields}>
          <TextInput
            label={t('coupleStoryEditor.chapter.title')}
            placeholder={t('coupleStoryEditor.chapter.titlePlaceholder')}
            maxLength={longest.title}
            size="md"
            data-autofocus
            {...form.getInputProps('title')}
          />
          <Textarea
            label={t('coupleStoryEditor.chapter.text')}
            placeholder={t('coupleStoryEditor.chapter.textPlaceholder')}
            maxLength={longest.text}
            autosize
            minRows={9}
            maxRows={20}
            {...form.getInputProps('text')}
          />
          <DateField
            label={t('coupleStoryEditor.chapter.date')}
            description={t('coupleStoryEditor.chapter.dateHint')}
            value={form.values.date}
            onChange={(date, typed) => {
              form.setFieldValue('date', date)
              editor.setDateWrong(date === '' && typed.trim() !== '')
            }}
            error={form.errors.date}
            path="date"
          />
        </div>
        <div className={styles.photos}>
          <PhotoField photos={editor.photos} />
        </div>
      </div>
      <Foot saving={saving} isNew={isNew} />
    </EditorForm>
  )
}

function Notices({ editor, saving }: { editor: ChapterForm; saving: ChapterSaving }) {
  const t = useTranslations()
  const { failed, failure, isGone, revive, busy } = saving
  const bringBack = (
    <Button size="small" busy={busy} onClick={() => revive()}>
      {t('coupleStoryEditor.chapter.goneSave')}
    </Button>
  )
  return (
    <div className={styles.notices}>
      {editor.isKept && <KeptNotice onStartAfresh={editor.startAfresh} />}
      {failed > 0 && <Notice tone="error">{t('coupleEditor.memory.photos.waitingFailed', { count: failed })}</Notice>}
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {isGone && (
        <Notice tone="warn" title={t('coupleStoryEditor.chapter.gone')} action={bringBack}>
          {t('coupleStoryEditor.chapter.goneText')}
        </Notice>
      )}
    </div>
  )
}

function Foot({ saving: { busy, onItsWay, remove }, isNew }: { saving: ChapterSaving; isNew: boolean }) {
  const t = useTranslations()
  const words = isNew ? 'coupleStoryEditor.chapter.saveNew' : 'coupleStoryEditor.chapter.save'
  return (
    <EditorFoot hint={t('coupleEditor.memory.shortcut')}>
      {remove && (
        <Button look="plain" onClick={remove}>
          <Icon name="trash" size={17} />
          {t('coupleStoryEditor.chapter.delete')}
        </Button>
      )}
      <Button type="submit" busy={busy || onItsWay > 0}>
        {onItsWay > 0
          ? t('coupleEditor.memory.photos.waiting', { count: onItsWay })
          : t(busy ? 'coupleEditor.memory.saving' : words)}
      </Button>
    </EditorFoot>
  )
}
