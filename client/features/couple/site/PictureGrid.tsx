import { lazy, type MouseEvent, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PictureView } from '../../../../shared/media.ts'
import { Picture } from '../../../ui/Picture.tsx'
import { justifiedRows } from '../justified.ts'
import styles from './PictureGrid.module.css'

const Lightbox = lazy(async () => ({ default: (await import('../../../ui/Lightbox.tsx')).Lightbox }))

/** In pixels; a row that would be higher leaves room beside it. */
const highestRow = 620

const ratioOf = ({ width, height }: PictureView) => (width > 0 && height > 0 ? width / height : 1.5)

interface PictureGridProps {
  readonly pictures: readonly PictureView[]
  /** What they are photographs of; a memory where it is missing. */
  readonly label?: string
  /** Stands beside words, with the first one above the others. */
  readonly beside?: boolean
}

/** Photographs in rows of one height; each opens over the whole window. */
export function PictureGrid({ pictures, label, beside = false }: PictureGridProps) {
  const t = useTranslations()
  const [opened, setOpened] = useState<number | null>(null)
  const count = pictures.length

  const open = (event: MouseEvent, index: number) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    setOpened(index)
  }

  return (
    <section className={styles.grid} aria-label={label ?? t('couple.memory.photos')}>
      {rowsOf(pictures, beside).map((row) => (
        <div key={row[0]} className={styles.row}>
          {row.map((index) => {
            const picture = pictures[index]
            if (!picture) return null
            const { id, alt, sources } = picture
            // On a phone the first one is as wide as the screen, the others stand in twos, and so none stands alone.
            const isAlone = index === 0 || (index === count - 1 && count % 2 === 0)
            const share = Math.round(
              ((beside ? 52 : 100) * ratioOf(picture)) /
                row.reduce((sum, one) => sum + ratioOf(pictures[one] ?? picture), 0),
            )
            return (
              <a
                key={id}
                href={sources.at(-1)?.url}
                className={styles.frame}
                data-alone={isAlone || undefined}
                aria-label={t(alt ? 'couple.memory.openWith' : 'couple.memory.open', {
                  index: String(index + 1),
                  count: String(count),
                  alt,
                })}
                onClick={(event) => open(event, index)}
              >
                <Spacer ratio={ratioOf(picture)} />
                <Picture
                  picture={picture}
                  sizes={`(max-width: 48rem) ${isAlone ? 100 : 50}vw, (max-width: 72rem) ${share}vw, ${Math.round(share * 0.68)}rem`}
                  cover
                  first={index === 0}
                />
              </a>
            )
          })}
        </div>
      ))}
      {opened !== null && (
        <Suspense fallback={null}>
          <Lightbox
            pictures={pictures}
            index={opened}
            onClose={() => setOpened(null)}
            words={{
              name: t('couple.memory.lightbox.name'),
              photograph: t('couple.memory.lightbox.photograph'),
              caption: t('couple.memory.lightbox.caption'),
              previous: t('couple.memory.lightbox.previous'),
              next: t('couple.memory.lightbox.next'),
              close: t('couple.memory.lightbox.close'),
              zoomIn: t('couple.memory.lightbox.zoomIn'),
              zoomOut: t('couple.memory.lightbox.zoomOut'),
              position: t('couple.memory.lightbox.position', { index: '{index}', count: '{total}' }),
            }}
          />
        </Suspense>
      )}
    </section>
  )
}

/** The indexes of each row. */
function rowsOf(pictures: readonly PictureView[], beside: boolean): number[][] {
  const ratios = pictures.map(ratioOf)
  if (!beside) return justifiedRows(ratios)
  return [[0], ...justifiedRows(ratios.slice(1)).map((row) => row.map((index) => index + 1))]
}

/**
 * Gives a frame the shape of its picture without any style of its own, which the page's policy would refuse: the
 * drawing is as wide as the highest row wants it, and a row that is too narrow shrinks all of them by one share.
 */
const Spacer = ({ ratio }: { ratio: number }) => {
  const width = Math.round(ratio * highestRow)
  return (
    <svg
      className={styles.spacer}
      width={width}
      height={highestRow}
      viewBox={`0 0 ${width} ${highestRow}`}
      aria-hidden="true"
    />
  )
}
