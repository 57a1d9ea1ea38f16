import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import libheif from 'libheif-js/wasm-bundle.js'
import type { HeicAnswer, HeicTask } from './heic.ts'
import { newTiff, type TiffFile } from './tiff.ts'

const PAGE_BYTES = 65_536

/** A thread's own limits do not count WebAssembly's memory: growth beyond the limit fails as if there were no more. */
function limitMemory(maxBytes: number): void {
  const grow = WebAssembly.Memory.prototype.grow
  WebAssembly.Memory.prototype.grow = function limited(pages) {
    if (this.buffer.byteLength + pages * PAGE_BYTES > maxBytes) throw new RangeError('memory limit')
    return grow.call(this, pages)
  }
}

function decode({ path, icc }: HeicTask): TiffFile {
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
  const tiff = newTiff({ width: plane.width, height: plane.height, channels, icc })
  const rowBytes = plane.width * channels
  for (let row = 0; row < plane.height; row++) {
    tiff.pixels.set(plane.data.subarray(row * plane.stride, row * plane.stride + rowBytes), row * rowBytes)
  }
  return tiff
}

const task: HeicTask = workerData
limitMemory(task.maxMemoryBytes)
const { file } = decode(task)
const answer: HeicAnswer = { file }
parentPort?.postMessage(answer, [file.buffer])
