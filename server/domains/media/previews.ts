import { DomainError } from '../../../shared/errors.ts'
import type { Deps } from '../../platform/deps.ts'
import { decodeInTurn, decodeWhole } from './decoding.ts'
import { preview } from './image/variants.ts'
import type { MediaRow } from './views.ts'

const drawnAtMost = 200

/** Draws pictures whose variants are not made yet: each picture and width only once at a time. */
export class Previews {
  readonly #deps: Deps
  readonly #drawing = new Map<string, Promise<Buffer>>()

  constructor(deps: Deps) {
    this.#deps = deps
  }

  /**
   * A picture in one width, as WebP without metadata.
   * @param width in pixels
   * @throws {DomainError} UNAVAILABLE where too many wait; what `preview` throws
   */
  async draw({ id, mime }: MediaRow, width: number): Promise<Buffer> {
    const key = `${id} ${width}`
    const known = this.#drawing.get(key)
    if (known !== undefined) return known
    if (this.#drawing.size >= drawnAtMost) throw new DomainError('UNAVAILABLE', 'media.errors.busy')
    const { files, underway } = this.#deps
    const render = async () => preview(await files.local(id), width, underway.ending)
    const drawing = decodeWhole(this.#deps, mime, () => decodeInTurn(this.#deps, render)).finally(() =>
      this.#drawing.delete(key),
    )
    this.#drawing.set(key, drawing)
    return drawing
  }
}
