import { ActionIcon, FocusTrap, Textarea, TextInput } from '@mantine/core'
import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { CoupleView } from '../../../../shared/couple.ts'
import { longest } from '../../../../shared/couple-limits.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { TimeZoneSelect } from '../../../ui/app/TimeZoneSelect.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Loading } from '../../../ui/Loading.tsx'
import { useDroppedFiles } from '../useDroppedFiles.ts'
import styles from './CoupleForm.module.css'
import { CouplePhoto } from './CouplePhoto.tsx'
import { coupleVersionOf } from './coupleDraft.ts'
import { DateField } from './DateField.tsx'
import { EditorDialog } from './EditorDialog.tsx'
import { EditorFoot } from './EditorFoot.tsx'
import { KeptNotice } from './KeptNotice.tsx'
import { type CoupleFormState, useCoupleForm } from './useCoupleForm.ts'
import { useFocusBack } from './useFocusBack.ts'
import { VisibilityChoice } from './VisibilityChoice.tsx'

const CoupleConflict = lazy(async () => ({ default: (await import('./conflict/CoupleConflict.tsx')).CoupleConflict }))

interface CoupleFormProps {
  readonly couple: CoupleView
  /** Address that opens the page while its visibility is `link`. */
  readonly link: string
}

/** Everything that the two decide about their page. */
export function CoupleForm({ couple, link }: CoupleFormProps) {
  const t = useTranslations()
  const state = useCoupleForm(couple)
  const wasAsked = useRef(false)
  if (state.theirs) wasAsked.current = true
  return (
    <EditorDialog
      title={t('coupleEditor.page.title')}
      page="/couple"
      size="52rem"
      isDirty={state.isDirty}
      isLeaving={state.isLeaving}
      leaveText={t('coupleEditor.page.leaveText')}
      onAbandon={state.end}
    >
      {state.theirs ? (
        <Suspense fallback={<Loading />}>
          <CoupleConflict
            key={state.theirs.revision}
            base={coupleVersionOf(state.read)}
            mine={state.mine}
            photos={state.photos.photos}
            theirs={state.theirs}
            onSave={state.resolve}
            onBack={state.stepBack}
            {...state.resolution}
          />
        </Suspense>
      ) : (
        <Fields state={state} link={link} isBack={wasAsked.current} />
      )}
    </EditorDialog>
  )
}

interface FieldsProps {
  readonly state: CoupleFormState
  readonly link: string
  /** They come back after a question. */
  readonly isBack: boolean
}

function Fields({ state, link, isBack }: FieldsProps) {
  const t = useTranslations()
  const { form, photos } = state
  const element = useRef<HTMLFormElement>(null)
  useFocusBack(element, isBack)
  const choosePhoto = ([file]: readonly File[]) => {
    if (file) photos.replaceWith(file)
  }
  const isOver = useDroppedFiles(choosePhoto)

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    element.current?.requestSubmit()
  }

  return (
    <form ref={element} className={styles.form} onSubmit={state.submit} onKeyDown={onKeyDown} noValidate>
      <FocusTrap.InitialFocus />
      <Notices state={state} />
      <Part title={t('coupleEditor.page.photo')}>
        <CouplePhoto photos={photos} onChoose={choosePhoto} isOver={isOver} />
      </Part>
      <Part title={t('coupleEditor.page.start')}>
        <Start state={state} />
      </Part>
      <Part title={t('coupleEditor.page.words')}>
        <Textarea
          label={t('coupleEditor.page.message')}
          description={t('coupleEditor.page.messageHint')}
          placeholder={t('coupleEditor.page.messagePlaceholder')}
          maxLength={longest.homeMessage}
          autosize
          minRows={2}
          maxRows={6}
          {...form.getInputProps('homeMessage')}
        />
        <Textarea
          label={t('coupleEditor.page.intro')}
          description={t('coupleEditor.page.introHint')}
          maxLength={longest.introText}
          autosize
          minRows={2}
          maxRows={10}
          {...form.getInputProps('introText')}
        />
      </Part>
      <Part title={t('coupleEditor.page.visibility')}>
        <VisibilityChoice
          value={form.values.visibility}
          onChange={(visibility) => form.setFieldValue('visibility', visibility)}
          saved={state.read.visibility}
          link={link}
        />
      </Part>
      <EditorFoot hint={t('coupleEditor.memory.shortcut')}>
        <Button type="submit" busy={state.busy || state.onItsWay}>
          {state.onItsWay
            ? t('coupleEditor.memory.photos.waiting', { count: 1 })
            : t(state.busy ? 'coupleEditor.memory.saving' : 'coupleEditor.memory.save')}
        </Button>
      </EditorFoot>
    </form>
  )
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <fieldset className={styles.part}>
    <legend className={styles.legend}>{title}</legend>
    <div className={styles.fields}>{children}</div>
  </fieldset>
)

function Start({ state: { form, setDateWrong } }: { state: CoupleFormState }) {
  const t = useTranslations()
  return (
    <>
      <div className={styles.pair}>
        <DateField
          label={t('coupleEditor.page.startDate')}
          value={form.values.startDate}
          onChange={(date, typed) => {
            form.setFieldValue('startDate', date)
            setDateWrong(date === '' && typed.trim() !== '')
          }}
          error={form.errors.startDate}
          path="startDate"
        />
        <TextInput
          type="time"
          label={t('coupleEditor.page.startTime')}
          description={t('coupleEditor.page.startTimeHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('startTime')}
          rightSection={
            form.values.startTime && (
              <ActionIcon
                variant="subtle"
                aria-label={t('coupleEditor.page.startTimeClear')}
                onClick={() => form.setFieldValue('startTime', '')}
              >
                <Icon name="close" size={16} />
              </ActionIcon>
            )
          }
        />
      </div>
      <TimeZoneSelect label={t('coupleEditor.page.timeZone')} {...form.getInputProps('timeZone')} />
    </>
  )
}

function Notices({ state }: { state: CoupleFormState }) {
  const t = useTranslations()
  const { failure, isPhotoFailed, isKept, startAfresh } = state
  return (
    <>
      {isKept && <KeptNotice onStartAfresh={startAfresh} />}
      {isPhotoFailed && <Notice tone="error">{t('coupleEditor.memory.photos.waitingFailed', { count: 1 })}</Notice>}
      {failure !== null && <Notice tone="error">{failure}</Notice>}
    </>
  )
}
