import type { Readable } from 'node:stream'

/** A file that is safe, whole and hashed, but has no key yet. */
export interface Staged {
  readonly id: string
  /** A path on this machine that holds its content until it is committed or discarded. Never write to it. */
  readonly path: string
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

export interface FileStat {
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
}

export interface StagedFile extends FileStat {
  readonly id: string
}

export interface StoredFile extends FileStat {
  readonly key: string
}

export interface StageOptions {
  /** How large the file may be at most. */
  readonly maxBytes: number
}

/** Both ends count, as in an HTTP Range header. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * Where the files of the house lie. A file arrives in two steps: staged (whole, hashed, safe, nameless), then committed
 * under a key. It is staged by one stream, or piece by piece: `begin`, `append` as often as needed, `adopt`.
 * What a call acknowledged survives a power cut, except for the pieces before `adopt`: they survive the end of the
 * process. What failed leaves nothing behind.
 * Keys, and the ids of files that are begun, are made by `newFileKey()`; any other string throws a TypeError before the
 * disk is touched. A source is never destroyed, so that an HTTP answer can still be sent: its owner drains or destroys
 * it.
 */
export interface FileStore {
  /**
   * Writes a stream to a nameless file.
   * @throws DomainError TOO_LARGE `media.errors.tooLarge` ({ limit } in MB) · UNAVAILABLE `media.errors.diskFull` ·
   *   the source's own error when it breaks off
   */
  stage(source: Readable, options: StageOptions): Promise<Staged>

  /**
   * Begins a staged file, empty, that comes piece by piece.
   * @throws Error when there is one with that id
   */
  begin(id: string): Promise<void>

  /**
   * Writes a stream to the end of a file that was begun, one at a time for each. When the stream breaks off or gives
   * too much, what came until then is kept; of a full disk nothing is left, the earlier pieces included.
   * @param offset how many bytes are there already: a check that both sides speak of the same
   * @returns how many bytes are there now
   * @throws RangeError when there are not `offset` bytes; nothing was read · Error ENOENT without such a file ·
   *   DomainError TOO_LARGE and UNAVAILABLE as `stage` · the source's own error when it breaks off
   */
  append(id: string, offset: number, source: Readable, options: StageOptions): Promise<number>

  /** How much has come of a staged file; null when there is none. */
  stagedBytes(id: string): Promise<number | null>

  /**
   * Makes a file that came piece by piece whole: from now on it survives a power cut. Harmless when repeated.
   * @throws Error ENOENT without such a file
   */
  adopt(id: string): Promise<Staged>

  /**
   * Gives a staged file its key. Repeating it after a crash is harmless.
   * @throws Error when another file has that key: nothing is ever overwritten · DomainError UNAVAILABLE
   */
  commit(staged: Pick<Staged, 'id' | 'bytes'>, key: string): Promise<void>

  /** Removes a staged file; harmless when it is gone. */
  discard(staged: Pick<Staged, 'id'>): Promise<void>

  /**
   * Writes a file that can be made again (a variant, a poster), all of it or nothing; replaces a former one.
   * @throws DomainError UNAVAILABLE `media.errors.diskFull`
   */
  write(key: string, content: Uint8Array | Readable): Promise<void>

  /** The stream fails with ENOENT when there is no such file: ask `stat` first. */
  read(key: string, range?: ByteRange): Readable

  stat(key: string): Promise<FileStat | null>

  /** Harmless when it is gone. */
  remove(key: string): Promise<void>

  /**
   * Takes a file out of the house without losing it: it has no key any more, but lies apart, for people to find.
   * @param at the moment, in milliseconds since the epoch
   */
  setAside(key: string, at: number): Promise<void>

  /** Removes what was set aside before that moment, in milliseconds since the epoch. */
  sweepAside(before: number): Promise<void>

  /** Every file with a key, in no order. */
  list(): AsyncIterable<StoredFile>

  /** Every file without a key yet, in no order: being written, waiting for its commit, or left by a crash. */
  listStaged(): AsyncIterable<StagedFile>

  /** The note that lies with the files and tells whose they are; null when there is none. */
  note(): Promise<string | null>

  writeNote(text: string): Promise<void>

  /** A path on this machine that holds the file's content, for readers that need one. Never write to it. */
  local(key: string): Promise<string>

  /** Bytes that may still be written; Infinity where the store knows no end. */
  freeBytes(): Promise<number>
}
