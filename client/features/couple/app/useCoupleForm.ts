import { useForm } from '@mantine/form'
import { useEffect, useRef, useState } from 'react'
import { useNavigate, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { CoupleChange, CoupleView } from '../../../../shared/couple.ts'
import { forgetDraft, keepDraft, readDraft } from '../../../lib/drafts.ts'
import { wireErrorOf } from '../../../lib/errors.ts'
import { isSame } from '../../../lib/isSame.ts'
import { useAct } from '../../../ui/app/useAct.ts'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { useApi, useMe } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { differences, isUntouched } from './conflict/versions.ts'
import {
  type CoupleDraft,
  type CoupleValues,
  type CoupleVersion,
  coupleDraftName,
  couplePhotos,
  coupleValuesOf,
  coupleVersionOf,
} from './coupleDraft.ts'
import { keptPhoto, photoOfDraft } from './draft.ts'
import { isFailed, isOnItsWay, mediaItems } from './photos.ts'
import { usePhotos } from './usePhotos.ts'

/** What is to be changed of what was read; visibility is changed by an act of its own. */
function changeOf(before: CoupleVersion, { visibility: _, ...after }: CoupleVersion): CoupleChange {
  const { startDate, startTime, ...others } = after
  const sent = { ...others, startDate: startDate || null, startTime: startTime || null }
  const isChanged = ([field]: [string, unknown]) =>
    !isSame(before[field as keyof CoupleVersion], after[field as keyof typeof after])
  return Object.fromEntries(Object.entries(sent).filter(isChanged))
}

/** What the editor of the couple's page holds, and how it is saved: only what was changed, over what was read. */
export function useCoupleForm(couple: CoupleView) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const account = useMe().account?.id ?? 0
  const [draft] = useState(() => readDraft<CoupleDraft>(account, coupleDraftName))
  const [isKept, setKept] = useState(draft !== null)
  const [read, setRead] = useState(draft?.read ?? couple)
  const [theirs, setTheirs] = useState<CoupleView | null>(null)
  const isLeaving = useRef(false)
  // A date that is typed wrongly is empty, as one is that was taken away.
  const [isDateWrong, setDateWrong] = useState(false)
  const form = useForm<CoupleValues>({ initialValues: draft?.values ?? coupleValuesOf(couple) })
  const photos = usePhotos({ initial: draft ? draft.photos.map(photoOfDraft) : couplePhotos(couple), most: 1 })
  const resolution = useAct()

  const { values } = form
  const onItsWay = photos.photos.some((photo) => isOnItsWay(photo, photos.transfers))
  const isPhotoFailed = photos.photos.some((photo) => isFailed(photo, photos.transfers))
  const versionOf = (typed: CoupleValues): CoupleVersion => ({
    photo: mediaItems(photos.photos)[0] ?? null,
    ...typed,
  })
  const isDirty =
    !isSame(versionOf(values), coupleVersionOf(read)) || photos.photos.length !== couplePhotos(read).length

  const isOver = useRef(false)
  useEffect(() => {
    if (isOver.current) return
    const kept: CoupleDraft = { values, photos: photos.photos.map(keptPhoto), read }
    if (isDirty) keepDraft(account, coupleDraftName, kept)
    else forgetDraft(account, coupleDraftName)
  }, [account, isDirty, values, photos.photos, read])
  const end = () => {
    isOver.current = true
    forgetDraft(account, coupleDraftName)
    photos.forgetFiles()
  }

  const send = async (version: CoupleVersion, over: CoupleView): Promise<void> => {
    let before = over
    try {
      const change = changeOf(coupleVersionOf(before), version)
      if (Object.keys(change).length > 0) {
        before = await api.couple.change.mutate({ ...change, revision: before.revision })
        setRead(before)
      }
      const { visibility } = version
      if (visibility !== before.visibility) {
        await api.couple.changeVisibility.mutate({ visibility, revision: before.revision })
      }
    } catch (thrown) {
      if (wireErrorOf(thrown).code !== 'CONFLICT') throw thrown
      return sendOver(version, before, await api.couple.view.query())
    }
    await leave()
  }

  /** Saves where this takes back nothing that the other wrote; asks otherwise. */
  const sendOver = async (version: CoupleVersion, before: CoupleView, now: CoupleView): Promise<void> => {
    const found = differences(coupleVersionOf(before), version, coupleVersionOf(now))
    if (isUntouched(found)) return send(version, now)
    setTheirs(now)
  }

  const leave = async () => {
    isLeaving.current = true
    end()
    await revalidate()
    toasts.show({ text: t('coupleEditor.page.saved') })
    await navigate('/couple', { replace: true, preventScrollReset: true })
  }

  const submission = useSubmission(form, async (typed) => {
    if (!onItsWay && !isPhotoFailed && !isDateWrong) await send(versionOf(typed), read)
  })

  return {
    form,
    photos,
    read,
    isDirty,
    isLeaving,
    isDateWrong,
    setDateWrong,
    onItsWay,
    isPhotoFailed,
    submit: submission.submit,
    busy: submission.busy,
    failure: submission.failure,
    /** What was typed before a reload stands in the fields. */
    isKept,
    startAfresh: () => {
      form.setValues(coupleValuesOf(couple))
      photos.replaceAll(couplePhotos(couple))
      setRead(couple)
      setKept(false)
    },
    end,
    /** What the other partner saved meanwhile. */
    theirs,
    /** What would be saved now. */
    mine: versionOf(values),
    /** Saves what was made of the two versions. */
    resolve: (version: CoupleVersion) => {
      if (theirs) resolution.run(() => send(version, theirs))
    },
    resolution: { busy: resolution.busy, failure: resolution.failure },
    /** Back to the fields, as they were. */
    stepBack: () => setTheirs(null),
  }
}

export type CoupleFormState = ReturnType<typeof useCoupleForm>
