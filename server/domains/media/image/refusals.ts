import { DomainError } from '../../../../shared/errors.ts'

export const emptyFile = (): DomainError => new DomainError('INVALID', 'media.errors.empty')

export const damagedPicture = (): DomainError => new DomainError('INVALID', 'media.errors.damaged')

/** Both counts in millions of pixels. */
export const tooManyPixels = (megapixels: number, limit: number): DomainError =>
  new DomainError('TOO_LARGE', 'media.errors.tooManyPixels', { megapixels, limit })
