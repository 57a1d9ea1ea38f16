import { thumbHashToRGBA } from 'thumbhash'

const decoded = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))

/** Draws the blurred foretaste of a picture, some thirty pixels wide; styles stretch it. */
export function drawThumbHash(canvas: HTMLCanvasElement, base64: string): void {
  try {
    const { w, h, rgba } = thumbHashToRGBA(decoded(base64))
    canvas.width = w
    canvas.height = h
    canvas.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(rgba), w, h), 0, 0)
  } catch {
    // A foretaste that cannot be read is left out: the picture itself follows.
  }
}
