import type { IconName } from '../lib/page.ts'
import sheet from './icons.svg?no-inline'

/** The drawings of `icons.svg`. */
export type AnyIcon =
  | IconName
  | 'door'
  | 'menu'
  | 'more'
  | 'search'
  | 'close'
  | 'back'
  | 'next'
  | 'down'
  | 'download'
  | 'plus'
  | 'check'
  | 'warning'
  | 'sun'
  | 'moon'
  | 'device'
  | 'phone'
  | 'refresh'
  | 'leave'
  | 'undo'
  | 'edit'
  | 'trash'
  | 'upload'
  | 'calendar'
  | 'place'
  | 'lock'
  | 'eye'
  | 'link'
  | 'copy'
  | 'pause'
  | 'play'
  | 'drag'
  | 'star'
  | 'globe'
  | 'key'
  | 'shield'
  | 'info'

/** A drawing beside words; it says nothing to screen readers. The sheet is one file that browsers keep. */
export const Icon = ({ name, size = 20 }: { name: AnyIcon; size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <use href={`${sheet}#${name}`} />
  </svg>
)
