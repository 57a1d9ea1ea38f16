import { useTranslations } from 'use-intl'
import type { PictureView } from '../../../../shared/media.ts'
import { Picture } from '../../../ui/Picture.tsx'
import styles from './Mosaic.module.css'

interface MosaicProps {
  readonly pictures: readonly PictureView[]
  /** How many there are altogether. */
  readonly count: number
  readonly first: boolean
}

const shownAtMost = 3

const sizes = {
  1: ['(max-width: 48rem) 100vw, 46rem'],
  2: ['(max-width: 48rem) 50vw, 23rem', '(max-width: 48rem) 50vw, 23rem'],
  3: ['(max-width: 48rem) 66vw, 31rem', '(max-width: 48rem) 34vw, 15rem', '(max-width: 48rem) 34vw, 15rem'],
} as const

/** The first photographs of a memory, laid into one frame. */
export function Mosaic({ pictures, count, first }: MosaicProps) {
  const t = useTranslations()
  const shown = pictures.slice(0, shownAtMost)
  const size = sizes[shown.length as keyof typeof sizes] ?? sizes[3]
  const isTall = shown.length === 1 && (shown[0]?.height ?? 0) > (shown[0]?.width ?? 0)
  return (
    <div className={styles.mosaic} data-count={shown.length} data-tall={isTall || undefined}>
      {shown.map((picture, index) => (
        <div key={picture.id} className={styles.tile}>
          <Picture picture={picture} sizes={size[index] ?? size[0]} cover first={first && index === 0} />
          {index === shownAtMost - 1 && count > shownAtMost && (
            <span className={styles.more}>
              {t('couple.timeline.morePhotos', { count: String(count - shownAtMost) })}
            </span>
          )}
        </div>
      ))}
    </div>
  )
}
