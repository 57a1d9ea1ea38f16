import type { WireError } from '../../../../shared/errors.ts'
import type { MediaItem, PictureView } from '../../../../shared/media.ts'
import type { UploadItem } from '../../../lib/upload.ts'

/** What an editor knows of a picture once the house has it. */
export type KnownPicture = Pick<PictureView, 'id' | 'width' | 'height' | 'thumbhash' | 'sources'> & {
  /** `YYYY-MM-DDTHH:mm:ss` of the camera's clock. */
  readonly takenAt: string | null
}

/** A photograph of the list that is edited: in the house already, or on its way. */
export interface Photo {
  readonly key: string
  readonly name: string
  readonly alt: string
  readonly picture: KnownPicture | null
  readonly file: File | null
  /** Of the file on the person's device; shown at once. */
  readonly preview: string | null
  /** Under which this device keeps the file until it has arrived. */
  readonly keptAs: string | null
  /** What comes back where the house refuses this one. */
  readonly replaces?: Photo | undefined
}

/** A file that did not come in, and why. */
export interface Refusal {
  readonly key: string
  readonly name: string
  readonly reason: RefusalReason
}

export type RefusalReason =
  | { readonly kind: 'notAPicture' | 'emptyFile' | 'twice' | 'tooMany' }
  | { readonly kind: 'tooLarge'; readonly bytes: number; readonly limit: number }
  | { readonly kind: 'server'; readonly error: WireError }

const otherKinds = /^(video|audio|text|font)\/|^application\/(pdf|zip|msword|json|x-)/

/** How many photographs there may be, and how large in bytes. The house refuses what is more. */
export interface PhotoLimits {
  readonly most: number
  readonly largest: number
}

/** Why a file need not even be sent; null where it is worth a try. */
export function refusalOf(file: File, photos: readonly Photo[], { most, largest }: PhotoLimits): RefusalReason | null {
  if (photos.length >= most) return { kind: 'tooMany' }
  if (file.size === 0) return { kind: 'emptyFile' }
  if (otherKinds.test(file.type)) return { kind: 'notAPicture' }
  if (file.size > largest) return { kind: 'tooLarge', bytes: file.size, limit: largest }
  const isSame = ({ file: known }: Photo) =>
    known?.name === file.name && known.size === file.size && known.lastModified === file.lastModified
  return photos.some(isSame) ? { kind: 'twice' } : null
}

/** What comes back where the house refuses the file that takes the place of these: the last one that it has. */
export function fallbackOf([photo]: readonly Photo[]): Photo | undefined {
  if (!photo?.picture) return photo?.replaces
  return { ...photo, preview: null, replaces: undefined }
}

/** The list without one photograph, or with the one that it replaced. */
export const withdrawn = (photos: readonly Photo[], key: string): Photo[] =>
  photos.flatMap((photo) => (photo.key === key ? (photo.replaces ?? []) : photo))

/** Whether sending the same file again could end otherwise. */
export const isFinalRefusal = ({ code }: WireError): boolean =>
  code === 'INVALID' || code === 'UNSUPPORTED' || code === 'TOO_LARGE'

/** The list with one photograph at another place; a place outside the list is its end. */
export function moved(photos: readonly Photo[], key: string, place: number): Photo[] {
  const from = photos.findIndex((photo) => photo.key === key)
  const photo = photos[from]
  if (!photo) return [...photos]
  const others = photos.filter((one) => one.key !== key)
  const to = Math.max(0, Math.min(others.length, place))
  return [...others.slice(0, to), photo, ...others.slice(to)]
}

/** What is saved; photographs that have not arrived are missing. */
export const mediaItems = (photos: readonly Photo[]): MediaItem[] =>
  photos.flatMap(({ picture, alt }) => (picture ? [{ mediaId: picture.id, alt: alt.trim() }] : []))

/** The upload of each photograph that is on its way. */
export type Transfers = ReadonlyMap<string, UploadItem<KnownPicture>>

/** Stopped because the network is away: it goes on by itself when it is back. */
export const isCutOff = (transfer: UploadItem<unknown> | undefined): boolean =>
  transfer?.state === 'failed' && transfer.error?.key === 'common.errors.offline'

export const isOnItsWay = ({ picture, key }: Photo, transfers: Transfers): boolean =>
  picture === null && (transfers.get(key)?.state !== 'failed' || isCutOff(transfers.get(key)))

/** Did not arrive, and will not by itself. */
export const isFailed = (photo: Photo, transfers: Transfers): boolean =>
  photo.picture === null && !isOnItsWay(photo, transfers)
