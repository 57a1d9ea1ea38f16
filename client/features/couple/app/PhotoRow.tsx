import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { UploadItem } from '../../../lib/upload.ts'
import { Icon } from '../../../ui/Icon.tsx'
import styles from './PhotoRow.module.css'
import type { KnownPicture, Photo } from './photos.ts'
import { Transfer } from './Transfer.tsx'
import type { useReorder } from './useReorder.ts'

interface PhotoRowProps {
  readonly photo: Photo
  /** From 0. */
  readonly place: number
  readonly count: number
  readonly transfer: UploadItem<KnownPicture> | null
  readonly isDragged: boolean
  readonly handle: ReturnType<ReturnType<typeof useReorder>['handle']>
  readonly onMove: (place: number) => void
  readonly onRemove: () => void
  readonly onDescribe: (alt: string) => void
  readonly onPause: () => void
  readonly onResume: () => void
}

const longestAlt = 500
const smallest = 160

/** One photograph of the list. */
export function PhotoRow(of: PhotoRowProps) {
  const { photo, place, count, transfer, isDragged, handle, onMove, onRemove, onDescribe, onPause, onResume } = of
  const t = useTranslations()
  const index = String(place + 1)
  return (
    <li className={styles.row} data-key={photo.key} data-dragged={isDragged || undefined}>
      <div className={styles.face}>
        <Preview photo={photo} />
        {place === 0 && count > 1 && <span className={styles.first}>{t('coupleEditor.memory.photos.first')}</span>}
      </div>
      <div className={styles.middle}>
        <TextInput
          size="xs"
          aria-label={t('coupleEditor.memory.photos.altOf', { index })}
          placeholder={t('coupleEditor.memory.photos.altPlaceholder')}
          value={photo.alt}
          maxLength={longestAlt}
          onChange={({ currentTarget }) => onDescribe(currentTarget.value)}
        />
        {photo.picture ? (
          <p className={styles.name}>{photo.name}</p>
        ) : (
          <Transfer name={photo.name} transfer={transfer} onPause={onPause} onResume={onResume} />
        )}
      </div>
      <div className={styles.tools}>
        <button
          type="button"
          className={`${styles.tool} ${styles.remove}`}
          aria-label={
            photo.picture
              ? t('coupleEditor.memory.photos.remove', { index })
              : t('coupleEditor.memory.photos.cancel', { name: photo.name })
          }
          onClick={onRemove}
        >
          <Icon name="close" size={17} />
        </button>
        {count > 1 && (
          <>
            <button
              type="button"
              className={`${styles.tool} ${styles.handle}`}
              aria-label={t('coupleEditor.memory.photos.drag', { index })}
              {...handle}
            >
              <Icon name="drag" size={18} />
            </button>
            <button
              type="button"
              className={`${styles.tool} ${styles.up}`}
              aria-label={t('coupleEditor.memory.photos.earlier', { index })}
              disabled={place === 0}
              onClick={() => onMove(place - 1)}
            >
              <Icon name="down" size={17} />
            </button>
            <button
              type="button"
              className={styles.tool}
              aria-label={t('coupleEditor.memory.photos.later', { index })}
              disabled={place === count - 1}
              onClick={() => onMove(place + 1)}
            >
              <Icon name="down" size={17} />
            </button>
          </>
        )}
      </div>
    </li>
  )
}

/** The file on the device as long as the browser can draw it; what only the house can draw, as the house drew it. */
function Preview({ photo: { preview, picture, alt } }: { photo: Photo }) {
  const t = useTranslations()
  const [cannotDraw, setCannotDraw] = useState(false)
  const source = preview && !cannotDraw ? preview : picture?.sources.find(({ width }) => width >= smallest)?.url
  if (source)
    return <img className={styles.image} src={source} alt={alt} decoding="async" onError={() => setCannotDraw(true)} />
  return (
    <span className={styles.blank}>
      <Icon name="photos" size={22} />
      {!picture && cannotDraw && <span>{t('coupleEditor.memory.photos.noPreview')}</span>}
    </span>
  )
}
