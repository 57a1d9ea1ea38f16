import { useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { mediaMe } from '../../../../shared/media-me.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useFormats, useMe } from '../../../ui/services.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import styles from './PhotoField.module.css'
import { PhotoRow } from './PhotoRow.tsx'
import { isOnItsWay } from './photos.ts'
import { Refusals } from './Refusals.tsx'
import type { Photos } from './usePhotos.ts'
import { useReorder } from './useReorder.ts'

const accepted = 'image/*,.heic,.heif,.avif'

/** The photographs of a memory: choose, order, describe, remove, and see them on their way. */
export function PhotoField({ photos: field }: { photos: Photos }) {
  const t = useTranslations()
  const { size } = useFormats()
  const [said, setSaid] = useState('')
  const titleId = useId()
  const { photos, transfers, refusals, resumed } = field
  const count = photos.length
  const onItsWay = photos.filter((photo) => isOnItsWay(photo, transfers)).length

  const move = (key: string, place: number) => {
    field.move(key, place)
    setSaid(t('coupleEditor.memory.photos.moved', { index: String(Math.min(count, place + 1)), count: String(count) }))
  }
  const reorder = useReorder(move)

  const remove = (key: string) => {
    field.remove(key)
    setSaid(t('coupleEditor.memory.photos.removed'))
  }

  return (
    <section className={styles.field} aria-labelledby={titleId}>
      <header className={styles.header}>
        <h3 id={titleId} className={styles.title}>
          {t('coupleEditor.memory.photos.title')}
        </h3>
        {count > 0 && (
          <p className={styles.sum} role="status">
            {onItsWay > 0
              ? t('coupleEditor.memory.photos.summary', { done: String(count - onItsWay), count: String(count) })
              : t('coupleEditor.memory.photos.allDone', { count })}
          </p>
        )}
      </header>
      {resumed > 0 && <Notice tone="info">{t('coupleEditor.memory.photos.resumed', { count: resumed })}</Notice>}
      <Refusals refusals={refusals} onDismiss={field.dismiss} />
      {count > 0 && (
        <ol ref={reorder.list} className={styles.list} aria-label={t('coupleEditor.memory.photos.list')}>
          {photos.map((photo, place) => (
            <PhotoRow
              key={photo.key}
              photo={photo}
              place={place}
              count={count}
              transfer={transfers.get(photo.key) ?? null}
              isDragged={reorder.dragged === photo.key}
              handle={reorder.handle(photo.key, place)}
              onMove={(to) => move(photo.key, to)}
              onRemove={() => remove(photo.key)}
              onDescribe={(alt) => field.describe(photo.key, alt)}
              onPause={() => field.pause(photo.key)}
              onResume={() => field.resume(photo.key)}
            />
          ))}
        </ol>
      )}
      <Chooser
        isFirst={count === 0}
        hint={t('coupleEditor.memory.photos.hint', { size: size(mediaMe.of(useMe()).largestPicture) })}
        onFiles={field.add}
      />
      <VisuallyHidden>
        <span aria-live="polite">{said}</span>
      </VisuallyHidden>
    </section>
  )
}

function Chooser({
  isFirst,
  hint,
  onFiles,
}: {
  isFirst: boolean
  hint: string
  onFiles: (files: Iterable<File>) => void
}) {
  const t = useTranslations()
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className={styles.chooser} data-first={isFirst || undefined}>
      {isFirst && (
        <>
          <span className={styles.sign}>
            <Icon name="photos" size={30} />
          </span>
          <p className={styles.drop}>{t('coupleEditor.memory.photos.drop')}</p>
        </>
      )}
      <Button look="outline" size="small" onClick={() => input.current?.click()}>
        <Icon name="plus" size={18} />
        {t(isFirst ? 'coupleEditor.memory.photos.choose' : 'coupleEditor.memory.photos.more')}
      </Button>
      {isFirst && (
        <p className={styles.hint}>
          <span className={styles.paste}>{t('coupleEditor.memory.photos.paste')}</span>
          {hint}
        </p>
      )}
      <input
        ref={input}
        type="file"
        accept={accepted}
        multiple
        hidden
        aria-label={t('coupleEditor.memory.photos.choose')}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])])
          // The same file chosen again must be told again.
          currentTarget.value = ''
        }}
      />
    </div>
  )
}
