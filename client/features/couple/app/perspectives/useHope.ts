import { useForm } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useRevalidator, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { HopeView, SubjectView } from '../../../../../shared/couple-story.ts'
import { forgetDraft, keepDraft, readDraft } from '../../../../lib/drafts.ts'
import { wireErrorOf } from '../../../../lib/errors.ts'
import { useSubmission } from '../../../../ui/app/useSubmission.ts'
import { useApi, useMe } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'

interface HopeDraft {
  readonly content: string
  /** The subject as the writer saw it. */
  readonly read: SubjectView
}

type Knowingly = 'unsealedSave' | 'changedSave'

/** What it means to save once more after one of these refusals. */
const knowingly: Readonly<Record<string, Knowingly>> = {
  'coupleStory.errors.notSealed': 'unsealedSave',
  'coupleStory.errors.hopeChanged': 'changedSave',
}

/** Own words under a subject, or nobody's that are to be own: the ones with this number, else the first own. */
function ownOf({ columns }: SubjectView, number: number): HopeView | null {
  const own = columns.find(({ mine }) => mine)?.hopes ?? []
  const nobodys = columns.find(({ position, name }) => position === null && name === null)?.hopes ?? []
  return [...own, ...nobodys].find((hope) => hope.number === number) ?? own[0] ?? null
}

/** What a partner writes under a subject; kept over a reload, and never shown to more people than they were told. */
export function useHope(subject: SubjectView, isLeaving: { current: boolean }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const account = useMe().account?.id ?? 0
  const number = Number(useSearchParams()[0].get('words'))
  const name = `hope:${subject.id}:${number}`
  const [draft] = useState(() => readDraft<HopeDraft>(account, name))
  const [read, setRead] = useState(draft?.read ?? subject)
  const [isKept, setKept] = useState(draft !== null)
  const [overwrites, setOverwrites] = useState<Knowingly | null>(null)
  const own = ownOf(read, number)
  const form = useForm({
    initialValues: { content: draft?.content ?? own?.content ?? '' },
    validate: { content: (typed) => (typed.trim() === '' ? t('coupleEditor.errors.perspectiveMissing') : null) },
  })
  const { content } = form.values
  const isDirty = content !== (own?.content ?? '')

  const isOver = useRef(false)
  useEffect(() => {
    if (isOver.current) return
    if (isDirty) keepDraft(account, name, { content, read } satisfies HopeDraft)
    else forgetDraft(account, name)
  }, [account, name, isDirty, content, read])
  const end = () => {
    isOver.current = true
    forgetDraft(account, name)
  }

  /** Answers whether it is open now. */
  const send = async (): Promise<boolean> => {
    const { id, sealed } = read
    if (id === 0) {
      await (own
        ? api.couple.changePerspective.mutate({ number: own.number, content })
        : api.couple.createPerspective.mutate({ content }))
      return true
    }
    const { subjects } = await api.couple.writeHope.mutate({ id, content, sealed, revision: own?.revision ?? null })
    return subjects.find((one) => one.id === id)?.sealed === false
  }

  const submission = useSubmission(form, async () => {
    let isOpen = false
    try {
      isOpen = await send()
    } catch (thrown) {
      const save = knowingly[wireErrorOf(thrown).key]
      if (!save) throw thrown
      const now = (await api.couple.subjects.query()).subjects.find(({ id }) => id === read.id)
      // Saved once more, it is saved knowingly.
      if (now) setRead(now)
      setOverwrites(save)
      throw thrown
    }
    isLeaving.current = true
    end()
    await revalidate()
    const words = read.sealed && isOpen ? 'savedOpen' : 'saved'
    toasts.show({ text: t(`coupleStoryEditor.hope.${words}`) })
    await navigate('/couple/future', { replace: true, preventScrollReset: true })
  })

  return {
    ...{ form, isDirty, isKept, end, overwrites },
    subject: read,
    submit: submission.submit,
    busy: submission.busy,
    failure: submission.failure,
    /** The own words that were saved elsewhere meanwhile. */
    otherVersion: overwrites === 'changedSave' ? (own?.content ?? null) : null,
    startAfresh: () => {
      form.setValues({ content: ownOf(subject, number)?.content ?? '' })
      setRead(subject)
      setKept(false)
    },
  }
}

export type HopeForm = ReturnType<typeof useHope>
