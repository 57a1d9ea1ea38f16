import type { Readable } from 'node:stream'

/** A file that is on the disk, whole and hashed, but has no name yet. */
export interface Staged {
  readonly id: string
  /** Where it lies, for reading only. */
  readonly path: string
  readonly bytes: number
  /** Lower-case hexadecimal. */
  readonly sha256: string
}

export interface StagedFile {
  readonly id: string
  readonly path: string
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
}

export interface FileStat {
  readonly bytes: number
  /** Milliseconds since the epoch. */
  readonly modifiedAt: number
}

export interface StoredFile extends FileStat {
  readonly key: string
}

export interface StageOptions {
  readonly maxBytes: number
}

/** Both ends count, as in an HTTP Range header. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * Where the files of the house lie. A file arrives in two steps: staged (whole, hashed, safe on disk, nameless), then
 * committed under a key. What a call acknowledged survives a power cut; what failed leaves nothing behind.
 * Keys are made by `newFileKey()`; any other string throws a TypeError before the disk is touched.
 */
export interface FileStore {
  /**
   * Writes a stream to a nameless file. The source is not destroyed on a refusal, so that an HTTP answer can still be
   * sent: its owner drains or destroys it.
   * @throws DomainError TOO_LARGE `media.errors.tooLarge` ({ limit } in MiB) · UNAVAILABLE `media.errors.diskFull` ·
   *   the source's own error when it breaks off
   */
  stage(source: Readable, options: StageOptions): Promise<Staged>

  /**
   * Takes over a file that another writer has completed among the staged ones.
   * @throws Error when the path is not a plain file directly among the staged ones
   */
  adopt(path: string): Promise<Staged>

  /**
   * Gives a staged file its key. Repeating it after a crash is harmless.
   * @throws Error when another file has that key: nothing is ever overwritten · DomainError UNAVAILABLE
   */
  commit(staged: Pick<Staged, 'path' | 'bytes'>, key: string): Promise<void>

  /** Removes a staged file; harmless when it is gone. */
  discard(staged: Pick<Staged, 'path'>): Promise<void>

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

  /** A path on this machine that holds the file's content, for readers that need one. Never write to it. */
  local(key: string): Promise<string>

  /** Bytes that may still be written; Infinity where the store knows no end. */
  freeBytes(): Promise<number>
}
