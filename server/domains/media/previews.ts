import { DomainError } from '../../../shared/errors.ts'
import { prepared } from '../../platform/db/open.ts'
import type { Deps } from '../../platform/deps.ts'
import { preview } from './image/variants.ts'

const atOnce = 2
const waitingAtMost = 200

/** Draws pictures whose variants are not made yet: few at once, each picture and width only once at a time. */
class Previews {
  readonly #drawing = new Map<string, Promise<Buffer>>()
  readonly #waiting: (() => void)[] = []
  #busy = 0

  /** @throws {DomainError} UNAVAILABLE where too many wait; what `preview` throws */
  draw(key: string, render: () => Promise<Buffer>): Promise<Buffer> {
    const known = this.#drawing.get(key)
    if (known !== undefined) return known
    if (this.#waiting.length >= waitingAtMost) throw new DomainError('UNAVAILABLE', 'media.errors.busy')
    const drawing = this.#inTurn(render).finally(() => this.#drawing.delete(key))
    this.#drawing.set(key, drawing)
    return drawing
  }

  async #inTurn(render: () => Promise<Buffer>): Promise<Buffer> {
    if (this.#busy >= atOnce) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    else this.#busy += 1
    try {
      return await render()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#busy -= 1
    }
  }
}

const previews = prepared(() => new Previews())

/**
 * A picture in one width, as WebP without metadata, before its variants are there.
 * @param width in pixels
 */
export const drawPreview = (deps: Deps, mediaId: string, width: number): Promise<Buffer> =>
  previews(deps.db).draw(`${mediaId} ${width}`, async () => preview(await deps.files.local(mediaId), width))
