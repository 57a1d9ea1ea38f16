import type { Services } from '../../lib/services.ts'

/** Files on their way from a page, where they were dropped, to the editor that it opens. */
class HandedFiles {
  #files: readonly File[] = []

  put(files: readonly File[]): void {
    this.#files = files
  }

  /** What was put down; a second hand finds nothing. */
  take(): readonly File[] {
    const files = this.#files
    this.#files = []
    return files
  }
}

/** For `services.get(createHandedFiles)`: one a window. */
export const createHandedFiles = (_services: Services): HandedFiles => new HandedFiles()
