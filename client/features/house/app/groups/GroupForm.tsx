import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { GroupChoices, GroupView } from '../../../../../shared/groups.ts'
import { wireErrorOf } from '../../../../lib/errors.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { Section } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { SaveFoot } from '../../../../ui/app/SaveFoot.tsx'
import { useAskBeforeLeaving } from '../../../../ui/app/useAskBeforeLeaving.ts'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { useApi, useErrorWords } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { AbilityChoices } from './AbilityChoices.tsx'
import { contentOf, draftOf, type GroupDraft, isAmount, mergeGroups } from './draft.ts'
import { GroupConflict } from './GroupConflict.tsx'
import styles from './Groups.module.css'
import { LimitFields } from './LimitFields.tsx'
import { MemberField } from './MemberField.tsx'

interface GroupFormProps {
  readonly group: GroupView
  readonly choices: GroupChoices
  /** Set when the group is deleted: nothing of it can be saved any more. */
  readonly isGone: { readonly current: boolean }
}

/** What somebody else stored meanwhile, and in which words the house said so. */
interface Conflict {
  readonly stored: GroupView
  readonly words: string
}

/** Name, abilities, limits and members in one save; it overwrites only what it was opened with. */
export function GroupForm({ group, choices, isGone }: GroupFormProps) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const errorWords = useErrorWords()
  const [base, setBase] = useState(group)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [isMerged, setMerged] = useState(false)
  const form = useForm<GroupDraft>({
    initialValues: draftOf(group, choices.limits),
    validate: { limits: (limits) => (limits.every(isAmount) ? null : t('groups.errors.notWhole')) },
  })
  const draft = form.getValues()
  useAskBeforeLeaving({
    isHeld: form.isDirty(),
    isLeaving: isGone,
    question: {
      title: t('app.confirm.leaveTitle'),
      text: t('groups.editor.leaveText'),
      confirm: t('app.confirm.leave'),
    },
  })

  const start = (from: GroupView, values: GroupDraft) => {
    setBase(from)
    setConflict(null)
    setMerged(false)
    form.setInitialValues(draftOf(from, choices.limits))
    form.setValues(values)
  }
  const save = async (values: GroupDraft) => {
    const { members, ...content } = contentOf(values)
    const { id, revision } = base
    const change = { id, revision, ...content, abilities: [...content.abilities], limits: [...content.limits] }
    try {
      const stored = await api.house.changeGroup.mutate({ ...change, members: members.map((member) => member.id) })
      start(stored, draftOf(stored, choices.limits))
      queries.setQueryData(procedures.house.group.queryKey({ id }), stored)
      toasts.show({ text: t('groups.editor.saved', { name: stored.name }) })
    } catch (thrown) {
      if (wireErrorOf(thrown).key !== 'groups.errors.changedMeanwhile') throw thrown
      setConflict({ stored: await api.house.group.query({ id }), words: errorWords(thrown) })
    }
    void queries.invalidateQueries(procedures.house.rightsOf.pathFilter())
    await queries.invalidateQueries(procedures.house.groups.queryFilter())
  }
  const { submit, busy, failure } = useSubmission(form, save, (path) => path.split('.')[0] ?? path)
  const merge = ({ stored }: Conflict) => {
    const merged = mergeGroups(base, contentOf(draft), stored)
    start(stored, draftOf(merged, choices.limits))
    setMerged(true)
  }

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {conflict && (
        <GroupConflict
          title={conflict.words}
          stored={conflict.stored}
          mine={contentOf(draft)}
          choices={choices}
          onMerge={() => merge(conflict)}
          onTake={() => start(conflict.stored, draftOf(conflict.stored, choices.limits))}
        />
      )}
      {isMerged && <Notice tone="info">{t('groups.conflict.merged')}</Notice>}
      <Section title={t('groups.editor.nameTitle')} text={t('groups.editor.nameText')}>
        <TextInput label={t('groups.page.name')} maxLength={80} {...form.getInputProps('name')} />
      </Section>
      <Section title={t('groups.editor.abilitiesTitle')} text={t('groups.editor.abilitiesText')}>
        <AbilityChoices
          choices={choices.abilities}
          chosen={draft.abilities}
          onChange={(abilities) => form.setFieldValue('abilities', abilities)}
        />
      </Section>
      <Section title={t('groups.editor.limitsTitle')} text={t('groups.editor.limitsText')}>
        <LimitFields
          id={base.id}
          choices={choices.limits}
          draft={draft}
          onChange={(limits) => form.setFieldValue('limits', limits)}
          error={form.errors.limits}
        />
      </Section>
      <Section title={t('groups.editor.membersTitle')} text={t('groups.editor.membersText')}>
        <MemberField
          members={draft.members}
          onChange={(members) => form.setFieldValue('members', members)}
          error={form.errors.members}
        />
      </Section>
      <div className={styles.save}>
        <SaveFoot busy={busy} isDirty={form.isDirty()} />
      </div>
    </form>
  )
}
