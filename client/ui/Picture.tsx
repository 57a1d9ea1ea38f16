import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { PictureView } from '../../shared/media.ts'
import { drawThumbHash } from '../lib/thumbHash.ts'
import { whenIdle } from '../lib/whenIdle.ts'
import { Icon } from './Icon.tsx'
import styles from './Picture.module.css'

interface PictureProps {
  readonly picture: PictureView
  /** Width it is shown at, in the terms of the `sizes` attribute: `(max-width: 40rem) 100vw, 20rem`. */
  readonly sizes: string
  /** Fills a box that its surroundings size, instead of keeping its own shape. */
  readonly cover?: boolean
  /** The largest thing of the first screen: loaded before everything else. */
  readonly first?: boolean
  readonly className?: string | undefined
}

/** A photograph in the size that the screen needs, over a blurred foretaste until it is there. */
export function Picture({ picture, sizes, cover = false, first = false, className }: PictureProps) {
  const t = useTranslations()
  const [failed, setFailed] = useState<string | null>(null)
  const [waiting, setWaiting] = useState(false)
  const image = useRef<HTMLImageElement>(null)
  const { alt, width, height, thumbhash, sources, state } = picture
  const largest = sources.at(-1)
  // A picture in the making may fail to load now, and load once it is made.
  const shown = `${state} ${largest?.url}`

  // biome-ignore lint/correctness/useExhaustiveDependencies: of the element that the server drew
  useEffect(() => {
    const { complete = true, naturalWidth } = image.current ?? {}
    setWaiting(!first && !complete)
    // It failed before there was code to be told.
    if (complete && naturalWidth === 0) setFailed(shown)
  }, [first])

  if (state === 'damaged' || failed === shown || !largest) {
    return (
      <span className={`${styles.picture} ${styles.broken} ${cover ? styles.cover : ''} ${className ?? ''}`}>
        <Icon name="photos" size={28} />
        <span>{t('common.picture.unavailable')}</span>
      </span>
    )
  }
  return (
    <span className={`${styles.picture} ${cover ? styles.cover : ''} ${className ?? ''}`}>
      {thumbhash && !first && <Foretaste thumbhash={thumbhash} />}
      <img
        ref={image}
        className={waiting ? styles.waiting : styles.image}
        src={largest.url}
        srcSet={sources.map((source) => `${source.url} ${source.width}w`).join(', ')}
        sizes={sizes}
        width={width}
        height={height}
        alt={alt}
        decoding="async"
        loading={first ? 'eager' : 'lazy'}
        fetchPriority={first ? 'high' : 'auto'}
        onLoad={() => setWaiting(false)}
        onError={() => setFailed(shown)}
      />
    </span>
  )
}

function Foretaste({ thumbhash }: { thumbhash: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(
    () =>
      whenIdle(() => {
        const picture = canvas.current?.nextElementSibling as HTMLImageElement | null | undefined
        if (canvas.current && !picture?.complete) drawThumbHash(canvas.current, thumbhash)
      }),
    [thumbhash],
  )
  return <canvas ref={canvas} className={styles.foretaste} width="1" height="1" />
}
