import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRef } from 'react'
import { useNavigate, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import { deletedKeptDays, longest } from '../../../../../shared/couple-limits.ts'
import type { SubjectView } from '../../../../../shared/couple-story.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { EditorDialog } from '../EditorDialog.tsx'
import { EditorFoot } from '../EditorFoot.tsx'
import styles from './SubjectDialog.module.css'

const page = '/couple/future'

/** Renames a subject, seals or unseals it, or deletes it. */
export function SubjectSettings({ subject }: { subject: SubjectView }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const confirm = useConfirm()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const isLeaving = useRef(false)
  const act = useAct()
  const { id, title, revision, sealed } = subject
  const form = useForm({
    initialValues: { title },
    validate: { title: (typed) => (typed.trim() === '' ? t('coupleStory.errors.titleMissing') : null) },
  })

  const leave = async (text: string, undo?: () => Promise<void>) => {
    isLeaving.current = true
    await revalidate()
    toasts.show(undo ? { text, undo } : { text })
    await navigate(page, { replace: true, preventScrollReset: true })
  }

  const rename = (values: { title: string }) => api.couple.renameSubject.mutate({ id, revision, ...values })
  const saving = useSubmission(form, async (values) => {
    await rename(values)
    await leave(t('coupleStoryEditor.subject.saved'))
  })
  /** A title that was typed is not lost over it. */
  const sealing = useSubmission(form, async (values) => {
    if (form.isDirty()) await rename(values)
    form.resetDirty()
    if (sealed) {
      const isOpen = await api.couple.unsealSubject.mutate({ id })
      return leave(t(isOpen ? 'coupleStoryEditor.subject.unsealed' : 'coupleStoryEditor.subject.unsealAsked'))
    }
    await api.couple.sealSubject.mutate({ id })
    await leave(t('coupleStoryEditor.subject.sealedNow'))
  })
  const remove = async () => {
    const sure = await confirm({
      title: t('coupleStoryEditor.subject.deleteTitle'),
      text: t('coupleStoryEditor.subject.deleteText', { title, days: String(deletedKeptDays) }),
      confirm: t('coupleStoryEditor.subject.deleteConfirm'),
      destructive: true,
    })
    if (!sure) return
    act.run(async () => {
      await api.couple.deleteSubject.mutate({ id })
      await leave(t('coupleStoryEditor.subject.deleted', { title }), async () => {
        await api.couple.restoreSubject.mutate({ id })
        await revalidate()
      })
    })
  }

  const busy = saving.busy || sealing.busy || act.busy
  const failure = saving.failure ?? sealing.failure ?? act.failure
  return (
    <EditorDialog
      title={t('coupleStoryEditor.subject.editTitle')}
      page={page}
      size="36rem"
      isDirty={form.isDirty()}
      isLeaving={isLeaving}
      leaveText={t('coupleStoryEditor.subject.leaveText')}
      onAbandon={() => undefined}
    >
      <form className={styles.form} onSubmit={saving.submit} noValidate>
        {failure !== null && <Notice tone="error">{failure}</Notice>}
        <TextInput
          label={t('coupleStoryEditor.subject.title')}
          maxLength={longest.title}
          size="md"
          data-autofocus
          {...form.getInputProps('title')}
        />
        <Seal subject={subject} busy={busy} onPress={() => sealing.submit()} />
        <EditorFoot hint={null}>
          <Button look="plain" busy={busy} onClick={() => void remove()}>
            <Icon name="trash" size={17} />
            {t('coupleStoryEditor.subject.delete')}
          </Button>
          <Button type="submit" busy={busy}>
            {t('coupleStoryEditor.subject.save')}
          </Button>
        </EditorFoot>
      </form>
    </EditorDialog>
  )
}

interface SealProps {
  readonly subject: SubjectView
  readonly busy: boolean
  readonly onPress: () => void
}

function Seal({ subject: { sealed, maySeal }, busy, onPress }: SealProps) {
  const t = useTranslations()
  if (!sealed && !maySeal) return <p className={styles.hint}>{t('coupleStoryEditor.subject.open')}</p>
  return (
    <div className={styles.part}>
      <p className={styles.hint}>
        {t(sealed ? 'coupleStoryEditor.subject.unsealText' : 'coupleStoryEditor.subject.sealHint')}
      </p>
      <Button look="outline" size="small" busy={busy} onClick={onPress}>
        <Icon name={sealed ? 'eye' : 'lock'} size={17} />
        {t(sealed ? 'coupleStoryEditor.subject.unseal' : 'coupleStoryEditor.subject.sealNow')}
      </Button>
    </div>
  )
}
