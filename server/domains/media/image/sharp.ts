import sharp, { type Sharp, type SharpInput, type SharpOptions } from 'sharp'

/** Pixels above which a picture is refused: 61-megapixel cameras are common, 100-megapixel ones exist. */
export const MAX_PIXELS = 120e6

// What libvips may read; everything else that it can parse (SVG, PDF, PPM, FITS …) is attack surface without a use.
const loaders = ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Tiff', 'Heif'].map((format) => `VipsForeignLoad${format}`)

/**
 * Settings of the library for the whole process, set where it is imported, so that no picture is opened without them.
 * One thread a picture (the job lane decides how many at once); no cache of files that are read once.
 */
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: loaders })
sharp.concurrency(1)
sharp.cache(false)

/**
 * Opens a picture: a path, an encoded file in memory, or raw pixels. Fails, once it is read, on truncated or broken
 * pixels and above MAX_PIXELS. Mere oddities that cameras write (`warning`) pass.
 */
export function openPicture(input: SharpInput, options: SharpOptions = {}): Sharp {
  return sharp(input, { failOn: 'error', limitInputPixels: MAX_PIXELS, ...options })
}
