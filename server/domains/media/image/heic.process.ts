import { readFileSync, writeFileSync } from 'node:fs'
import module from 'node:module'
import { newTiff, type TiffFile } from './tiff.ts'

// A process of its own: decodes the picture named first, within the bytes of memory named second. The colour profile
// comes in by standard input; the TIFF file, preceded by its length in four bytes, goes out by the fourth descriptor,
// since the decoder prints to the usual ones what it does not like.

const PROFILE = 0
const ANSWER = 3
const PAGE_BYTES = 65_536

module.enableCompileCache()
const { default: libheif } = await import('libheif-js/wasm-bundle.js')

/** The process's own limits do not count WebAssembly's memory: growth beyond the limit fails as if there were no more. */
function limitMemory(maxBytes: number): void {
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function limited(pages) {
    if (this.buffer.byteLength + pages * PAGE_BYTES > maxBytes) throw new RangeError('memory limit')
    return grow.call(this, pages)
  }
}

function decode(path: string, icc: Uint8Array): TiffFile {
  const context = libheif.heif_context_alloc()
  if (!context) throw new Error('no memory')
  const reading = libheif.heif_context_read_from_memory(context, readFileSync(path))
  if (reading.code !== libheif.heif_error_code.heif_error_Ok) throw new Error(reading.message)
  const handle = libheif.heif_js_context_get_primary_image_handle(context)
  if (!handle || handle.code) throw new Error('no primary picture')

  const alpha = libheif.heif_image_handle_has_alpha_channel(handle) !== 0
  const chroma = libheif.heif_chroma
  const decoded = libheif.heif_js_decode_image2(
    handle,
    libheif.heif_colorspace.heif_colorspace_RGB,
    alpha ? chroma.heif_chroma_interleaved_RGBA : chroma.heif_chroma_interleaved_RGB,
  )
  const plane = decoded.channels?.find(({ id }) => id === libheif.heif_channel.heif_channel_interleaved)
  if (!plane) throw new Error(decoded.message ?? 'not decodable')

  const channels = alpha ? 4 : 3
  const { width, height } = plane
  const tiff = newTiff({ width, height, channels, icc: icc.length > 0 ? icc : undefined })
  const rowBytes = width * channels
  for (let row = 0; row < height; row++) {
    tiff.pixels.set(plane.data.subarray(row * plane.stride, row * plane.stride + rowBytes), row * rowBytes)
  }
  return tiff
}

const [path = '', maxMemoryBytes] = process.argv.slice(2)
limitMemory(Number(maxMemoryBytes))
const { file } = decode(path, readFileSync(PROFILE))
const length = Buffer.alloc(4)
length.writeUInt32LE(file.length)
writeFileSync(ANSWER, length)
writeFileSync(ANSWER, file)
