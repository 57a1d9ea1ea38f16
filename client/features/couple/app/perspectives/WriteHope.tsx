import { Textarea } from '@mantine/core'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { longest } from '../../../../../shared/couple-limits.ts'
import type { SubjectView } from '../../../../../shared/couple-story.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { EditorDialog } from '../EditorDialog.tsx'
import { EditorFoot } from '../EditorFoot.tsx'
import { KeptNotice } from '../KeptNotice.tsx'
import { OneSubject } from './OneSubject.tsx'
import styles from './SubjectDialog.module.css'
import { type HopeForm, useHope } from './useHope.ts'

/** `/couple/future/:id/write` */
export function Component() {
  const t = useTranslations()
  return (
    <OneSubject title={t('coupleStoryEditor.hope.title')} size="44rem">
      {(subject) => <HopeEditor key={subject.id} subject={subject} />}
    </OneSubject>
  )
}

function HopeEditor({ subject }: { subject: SubjectView }) {
  const t = useTranslations()
  const isLeaving = useRef(false)
  const element = useRef<HTMLFormElement>(null)
  const hope = useHope(subject, isLeaving)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    element.current?.requestSubmit()
  }
  return (
    <EditorDialog
      title={subject.title || t('coupleStory.future.hopes')}
      page="/couple/future"
      size="44rem"
      isDirty={hope.isDirty}
      isLeaving={isLeaving}
      leaveText={t('coupleStoryEditor.hope.leaveText')}
      onAbandon={hope.end}
    >
      <form ref={element} className={styles.form} onSubmit={hope.submit} onKeyDown={onKeyDown} noValidate>
        <Notices hope={hope} />
        <Textarea
          label={t('coupleStoryEditor.hope.label')}
          description={t(`coupleStoryEditor.hope.${readersOf(hope.subject)}`)}
          placeholder={t('coupleStoryEditor.hope.placeholder')}
          maxLength={longest.perspective}
          autosize
          minRows={8}
          maxRows={20}
          data-autofocus
          {...hope.form.getInputProps('content')}
        />
        <EditorFoot hint={t('coupleEditor.memory.shortcut')}>
          <Button type="submit" busy={hope.busy}>
            {t(hope.overwrites ? `coupleStoryEditor.hope.${hope.overwrites}` : 'coupleStoryEditor.hope.save')}
          </Button>
        </EditorFoot>
      </form>
    </EditorDialog>
  )
}

/** Who will read what is written now. */
function readersOf({ sealed, columns }: SubjectView): 'open' | 'opens' | 'sealed' {
  if (!sealed) return 'open'
  return columns.some(({ position, isSealed }) => position !== null && isSealed) ? 'opens' : 'sealed'
}

function Notices({ hope }: { hope: HopeForm }) {
  const t = useTranslations()
  return (
    <>
      {hope.isKept && <KeptNotice onStartAfresh={hope.startAfresh} />}
      {hope.failure !== null && <Notice tone="error">{hope.failure}</Notice>}
      {hope.otherVersion !== null && (
        <Notice tone="warn" title={t('coupleStoryEditor.hope.changedTheirs')}>
          {hope.otherVersion}
        </Notice>
      )}
    </>
  )
}
