import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import styles from './CouplePhoto.module.css'
import { Refusals } from './Refusals.tsx'
import { Transfer } from './Transfer.tsx'
import type { Photos } from './usePhotos.ts'

interface CouplePhotoProps {
  readonly photos: Photos
  readonly onChoose: (files: readonly File[]) => void
  /** Files hang over the window. */
  readonly isOver: boolean
}

/** The one photograph of the couple's page, in the shape in which the page shows it. */
export function CouplePhoto({ photos: field, onChoose, isOver }: CouplePhotoProps) {
  const t = useTranslations()
  const input = useRef<HTMLInputElement>(null)
  const [photo] = field.photos
  return (
    <div className={styles.field}>
      <Refusals refusals={field.refusals} onDismiss={field.dismiss} />
      <div className={styles.frame} data-over={isOver || undefined}>
        {photo ? (
          <Face
            key={photo.key}
            preview={photo.preview}
            url={photo.picture?.sources.at(-1)?.url ?? null}
            alt={photo.alt}
          />
        ) : (
          <p className={styles.drop}>
            <Icon name="photos" size={28} />
            {t('coupleEditor.page.photoDrop')}
          </p>
        )}
      </div>
      {photo && !photo.picture && (
        <Transfer
          name={photo.name}
          transfer={field.transfers.get(photo.key) ?? null}
          onPause={() => field.pause(photo.key)}
          onResume={() => field.resume(photo.key)}
        />
      )}
      {photo && (
        <TextInput
          label={t('coupleEditor.memory.photos.alt')}
          placeholder={t('coupleEditor.memory.photos.altPlaceholder')}
          value={photo.alt}
          maxLength={500}
          onChange={({ currentTarget }) => field.describe(photo.key, currentTarget.value)}
        />
      )}
      <div className={styles.acts}>
        <Button look="outline" size="small" onClick={() => input.current?.click()}>
          {t(photo ? 'coupleEditor.page.photoReplace' : 'coupleEditor.page.photoChoose')}
        </Button>
        {photo?.replaces && (
          <Button look="outline" size="small" onClick={() => field.withdraw(photo.key)}>
            {t('coupleEditor.page.photoKeep')}
          </Button>
        )}
        {photo && (
          <Button look="plain" size="small" onClick={() => field.remove(photo.key)}>
            {t('coupleEditor.page.photoRemove')}
          </Button>
        )}
      </div>
      <input
        ref={input}
        type="file"
        accept="image/*,.heic,.heif,.avif"
        hidden
        onChange={({ currentTarget }) => {
          onChoose([...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
    </div>
  )
}

function Face({ preview, url, alt }: { preview: string | null; url: string | null; alt: string }) {
  const [cannotDraw, setCannotDraw] = useState(false)
  const source = preview && !cannotDraw ? preview : url
  if (!source) return <Icon name="photos" size={28} />
  return <img className={styles.image} src={source} alt={alt} onError={() => setCannotDraw(true)} />
}
