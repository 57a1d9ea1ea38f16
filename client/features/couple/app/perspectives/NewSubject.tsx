import { Switch, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRef } from 'react'
import { useNavigate, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import { longest } from '../../../../../shared/couple-limits.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { EditorDialog } from '../EditorDialog.tsx'
import { EditorFoot } from '../EditorFoot.tsx'
import styles from './SubjectDialog.module.css'

const page = '/couple/future'

/** Makes a subject, sealed unless the person says otherwise. */
export function NewSubject() {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const isLeaving = useRef(false)
  const form = useForm({
    initialValues: { title: '', sealed: true },
    validate: { title: (title) => (title.trim() === '' ? t('coupleStory.errors.titleMissing') : null) },
  })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    await api.couple.createSubject.mutate(values)
    isLeaving.current = true
    await revalidate()
    toasts.show({ text: t('coupleStoryEditor.subject.added') })
    await navigate(page, { replace: true, preventScrollReset: true })
  })
  return (
    <EditorDialog
      title={t('coupleStoryEditor.subject.newTitle')}
      page={page}
      size="36rem"
      isDirty={form.values.title.trim() !== ''}
      isLeaving={isLeaving}
      leaveText={t('coupleStoryEditor.subject.leaveText')}
      onAbandon={() => undefined}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        {failure !== null && <Notice tone="error">{failure}</Notice>}
        <TextInput
          label={t('coupleStoryEditor.subject.title')}
          placeholder={t('coupleStoryEditor.subject.titlePlaceholder')}
          maxLength={longest.title}
          size="md"
          data-autofocus
          {...form.getInputProps('title')}
        />
        <Switch
          label={t('coupleStoryEditor.subject.seal')}
          description={t('coupleStoryEditor.subject.sealHint')}
          {...form.getInputProps('sealed', { type: 'checkbox' })}
        />
        <EditorFoot hint={null}>
          <Button type="submit" busy={busy}>
            {t('coupleStoryEditor.subject.add')}
          </Button>
        </EditorFoot>
      </form>
    </EditorDialog>
  )
}
