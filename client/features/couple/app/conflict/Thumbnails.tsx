import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '../../../../ui/Icon.tsx'
import type { Photo } from '../photos.ts'
import { Nothing } from './Differing.tsx'
import styles from './Thumbnails.module.css'

const smallest = 160

/** The photographs of one version, small and in their order, with their words where these are the difference. */
export function Thumbnails({ photos, described }: { photos: readonly Photo[]; described: boolean }) {
  const t = useTranslations()
  if (photos.length === 0) return <Nothing />
  return (
    <span className={styles.thumbnails}>
      <span className={styles.count}>{t('couple.timeline.photos', { count: photos.length })}</span>
      {photos.map((photo) => (
        <span key={photo.key} className={styles.thumbnail}>
          <Face photo={photo} />
          {described && photo.alt && <span className={styles.words}>{photo.alt}</span>}
        </span>
      ))}
    </span>
  )
}

/** What the other took away is no longer served: then a sign stands for it. */
function Face({ photo: { picture, preview, alt } }: { photo: Photo }) {
  const [failed, setFailed] = useState(false)
  const source = preview ?? picture?.sources.find(({ width }) => width >= smallest)?.url ?? picture?.sources.at(-1)?.url
  return (
    <span className={styles.face}>
      {source && !failed ? (
        <img className={styles.image} src={source} alt={alt} onError={() => setFailed(true)} />
      ) : (
        <Icon name="photos" size={20} />
      )}
    </span>
  )
}
