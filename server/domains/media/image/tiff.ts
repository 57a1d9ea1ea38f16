export interface TiffImage {
  readonly width: number
  readonly height: number
  /** RGB or RGBA, eight bits each. */
  readonly channels: 3 | 4
  /** Colour profile. */
  readonly icc?: Uint8Array | undefined
}

export interface TiffFile {
  readonly file: Uint8Array<ArrayBuffer>
  /** Where the pixels go: rows from the top, without padding. */
  readonly pixels: Uint8Array<ArrayBuffer>
}

// So that a reader never needs more than these rows at once.
const ROWS_PER_STRIP = 64

const SHORT = 3
const LONG = 4
const UNDEFINED = 7

/** An uncompressed TIFF file, ready but for its pixels: raw pixels that carry their colour profile with them. */
export function newTiff({ width, height, channels, icc }: TiffImage): TiffFile {
  const strips = Math.ceil(height / ROWS_PER_STRIP)
  const rowBytes = width * channels
  const entryCount = 10 + (channels === 4 ? 1 : 0) + (icc ? 1 : 0)

  const bitsAt = 8 + 2 + entryCount * 12 + 4
  const offsetsAt = bitsAt + 8
  const countsAt = offsetsAt + strips * 4
  const iccAt = countsAt + strips * 4
  const pixelsAt = iccAt + Math.ceil((icc?.length ?? 0) / 4) * 4

  const buffer = new ArrayBuffer(pixelsAt + height * rowBytes)
  const view = new DataView(buffer)
  view.setUint32(0, 0x49492a00)
  view.setUint32(4, 8, true)
  view.setUint16(8, entryCount, true)

  // The one value of one strip lies in its entry, several lie where the entry points to.
  const single = strips === 1
  const entries: [tag: number, type: number, count: number, value: number][] = [
    [256, LONG, 1, width],
    [257, LONG, 1, height],
    [258, SHORT, channels, bitsAt],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 2],
    [273, LONG, strips, single ? pixelsAt : offsetsAt],
    [277, SHORT, 1, channels],
    [278, LONG, 1, ROWS_PER_STRIP],
    [279, LONG, strips, single ? height * rowBytes : countsAt],
    [284, SHORT, 1, 1],
  ]
  if (channels === 4) entries.push([338, SHORT, 1, 2])
  if (icc) entries.push([34675, UNDEFINED, icc.length, iccAt])
  for (const [index, [tag, type, count, value]] of entries.entries()) {
    const at = 10 + index * 12
    view.setUint16(at, tag, true)
    view.setUint16(at + 2, type, true)
    view.setUint32(at + 4, count, true)
    view.setUint32(at + 8, value, true)
  }

  for (let channel = 0; channel < channels; channel++) view.setUint16(bitsAt + channel * 2, 8, true)
  for (let strip = 0; strip < strips; strip++) {
    const rows = Math.min(ROWS_PER_STRIP, height - strip * ROWS_PER_STRIP)
    view.setUint32(offsetsAt + strip * 4, pixelsAt + strip * ROWS_PER_STRIP * rowBytes, true)
    view.setUint32(countsAt + strip * 4, rows * rowBytes, true)
  }
  const file = new Uint8Array(buffer)
  if (icc) file.set(icc, iccAt)
  return { file, pixels: file.subarray(pixelsAt) }
}
