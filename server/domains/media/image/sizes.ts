export interface Size {
  /** Pixels. */
  readonly width: number
  readonly height: number
}

const VARIANT_WIDTHS = [2560, 1600, 960, 480]

/** WebP knows no longer side. */
const MAX_SIDE = 16_383

/** The size of a picture scaled to a width, never enlarged, never beyond what WebP can hold. */
export function fittingSize(picture: Size, wantedWidth: number): Size {
  const scale = Math.min(1, wantedWidth / picture.width, MAX_SIDE / picture.height, MAX_SIDE / picture.width)
  return { width: atLeastOne(picture.width * scale), height: atLeastOne(picture.height * scale) }
}

/** Sizes of a picture's variants, widest first: the usual widths that it fills, and its own when it is smaller. */
export function variantSizes(picture: Size): readonly Size[] {
  const widest = fittingSize(picture, Math.max(...VARIANT_WIDTHS))
  const narrower = VARIANT_WIDTHS.filter((width) => width < widest.width)
  return [widest, ...narrower.map((width) => fittingSize(picture, width))]
}

const atLeastOne = (pixels: number): number => Math.max(1, Math.round(pixels))
