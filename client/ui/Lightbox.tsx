import YetAnotherLightbox from 'yet-another-react-lightbox'
import Captions from 'yet-another-react-lightbox/plugins/captions'
import Zoom from 'yet-another-react-lightbox/plugins/zoom'
import 'yet-another-react-lightbox/styles.css'
import 'yet-another-react-lightbox/plugins/captions.css'
import type { PictureView } from '../../shared/media.ts'
import styles from './Lightbox.module.css'

export interface LightboxWords {
  readonly name: string
  readonly photograph: string
  readonly caption: string
  readonly previous: string
  readonly next: string
  readonly close: string
  readonly zoomIn: string
  readonly zoomOut: string
  /** Holds `{index}` and `{total}`. */
  readonly position: string
}

interface LightboxProps {
  readonly pictures: readonly PictureView[]
  /** The one that is shown first. */
  readonly index: number
  readonly words: LightboxWords
  readonly onClose: () => void
}

/** Photographs over the whole window: arrow keys, swipes, pinches and Escape. Load it lazily. */
export const Lightbox = ({ pictures, index, words, onClose }: LightboxProps) => (
  <YetAnotherLightbox
    open
    close={onClose}
    index={index}
    plugins={[Captions, Zoom]}
    slides={pictures.map(slideOf)}
    className={styles.lightbox ?? ''}
    carousel={{ finite: pictures.length < 2, preload: 1, padding: 0 }}
    controller={{ closeOnBackdropClick: true, closeOnPullDown: true, closeOnPullUp: true }}
    captions={{ descriptionTextAlign: 'center', descriptionMaxLines: 4 }}
    {...(pictures.length < 2 ? { render: { buttonPrev: () => null, buttonNext: () => null } } : {})}
    labels={{
      Lightbox: words.name,
      'Photo gallery': words.name,
      Carousel: words.name,
      Slide: words.photograph,
      Caption: words.caption,
      Previous: words.previous,
      Next: words.next,
      Close: words.close,
      'Zoom in': words.zoomIn,
      'Zoom out': words.zoomOut,
      '{index} of {total}': words.position,
    }}
  />
)

const slideOf = ({ alt, width, height, sources }: PictureView) => ({
  src: sources.at(-1)?.url ?? '',
  alt,
  description: alt,
  width,
  height,
  srcSet: sources.map((source) => ({
    src: source.url,
    width: source.width,
    height: Math.round((source.width * height) / width),
  })),
})
