import { useForm } from '@mantine/form'
import { useRef, useState } from 'react'
import { useNavigate, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { CoupleChange, CoupleView, Visibility } from '../../../../shared/couple.ts'
import { wireErrorOf } from '../../../lib/errors.ts'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { useApi } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { photosOf } from './draft.ts'
import { isFailed, isOnItsWay, mediaItems } from './photos.ts'
import { usePhotos } from './usePhotos.ts'

export interface CoupleValues {
  /** `YYYY-MM-DD` or empty. */
  startDate: string
  /** `HH:MM` or empty. */
  startTime: string
  timeZone: string
  homeMessage: string
  introText: string
  visibility: Visibility
}

const valuesOf = ({
  startDate,
  startTime,
  timeZone,
  homeMessage,
  introText,
  visibility,
}: CoupleView): CoupleValues => ({
  ...{ timeZone, homeMessage, introText, visibility },
  startDate: startDate ?? '',
  startTime: startTime ?? '',
})

const photoOf = ({ photo }: CoupleView) => photosOf({ pictures: photo ? [photo] : [] })

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** What the editor of the couple's page holds, and how it is saved: only what was changed, over what was read. */
export function useCoupleForm(couple: CoupleView) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const [read, setRead] = useState(couple)
  const [theirs, setTheirs] = useState<CoupleView | null>(null)
  const isLeaving = useRef(false)
  // A date that is typed wrongly is empty, as one is that was taken away.
  const [isDateWrong, setDateWrong] = useState(false)
  const form = useForm<CoupleValues>({ initialValues: valuesOf(couple) })
  const photos = usePhotos({ initial: photoOf(couple), most: 1 })
  const items = mediaItems(photos.photos)
  const onItsWay = photos.photos.some((photo) => isOnItsWay(photo, photos.transfers))
  const isPhotoFailed = photos.photos.some((photo) => isFailed(photo, photos.transfers))
  const isPhotoChanged = !isSame(items, mediaItems(photoOf(read))) || photos.photos.length !== photoOf(read).length
  const isDirty = !isSame(form.values, valuesOf(read)) || isPhotoChanged

  const changed = (values: CoupleValues): CoupleChange => {
    const { startDate, startTime, timeZone, homeMessage, introText } = values
    const before = valuesOf(read)
    return {
      ...(startDate === before.startDate ? {} : { startDate: startDate || null }),
      ...(startTime === before.startTime ? {} : { startTime: startTime || null }),
      ...(timeZone === before.timeZone ? {} : { timeZone }),
      ...(homeMessage === before.homeMessage ? {} : { homeMessage }),
      ...(introText === before.introText ? {} : { introText }),
      ...(isPhotoChanged ? { photo: items[0] ?? null } : {}),
    }
  }

  const send = async (values: CoupleValues, revision: number) => {
    const change = changed(values)
    if (Object.keys(change).length > 0) setRead(await api.couple.change.mutate({ ...change, revision }))
    if (values.visibility !== read.visibility) {
      await api.couple.changeVisibility.mutate({ visibility: values.visibility })
    }
    isLeaving.current = true
    await revalidate()
    toasts.show({ text: t('coupleEditor.page.saved') })
    await navigate('/couple', { replace: true, preventScrollReset: true })
  }

  const save = async (values: CoupleValues, revision: number) => {
    try {
      await send(values, revision)
    } catch (thrown) {
      if (wireErrorOf(thrown).code !== 'CONFLICT') throw thrown
      setTheirs(await api.couple.view.query())
    }
  }

  const submission = useSubmission(form, async (values) => {
    if (!onItsWay && !isPhotoFailed && !isDateWrong) await save(values, read.revision)
  })
  const insist = useSubmission(form, async (values) => {
    if (!theirs || onItsWay || isPhotoFailed) return
    setTheirs(null)
    await save(values, theirs.revision)
  })

  return {
    form,
    photos,
    isDirty,
    isLeaving,
    isDateWrong,
    setDateWrong,
    onItsWay,
    isPhotoFailed,
    submit: submission.submit,
    busy: submission.busy || insist.busy,
    failure: submission.failure ?? insist.failure,
    /** The other partner saved meanwhile. */
    isChangedMeanwhile: theirs !== null,
    keepMine: insist.submit,
    takeTheirs: () => {
      if (!theirs) return
      setRead(theirs)
      form.setValues(valuesOf(theirs))
      photos.replaceAll(photoOf(theirs))
      setTheirs(null)
    },
  }
}

export type CoupleFormState = ReturnType<typeof useCoupleForm>
