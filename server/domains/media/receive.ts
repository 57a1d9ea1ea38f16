import { eq } from 'drizzle-orm'
import { DomainError } from '../../../shared/errors.ts'
import { type MediaView, makeVariants, pictureBytes, uploadBytes } from '../../../shared/media.ts'
import type { SignedIn } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import { newFileKey } from '../../platform/files/keys.ts'
import { megabytes } from '../../platform/files/megabytes.ts'
import type { Staged } from '../../platform/files/store.ts'
import { identityOf } from '../accounts/identity.ts'
import { decodeInTurn } from './decoding.ts'
import { inspectImage } from './image/inspect.ts'
import { sniff } from './image/sniff.ts'
import { cleanName } from './names.ts'
import { assertStorable } from './stored.ts'
import { media, mediaUpload } from './tables.ts'
import { presentMedia } from './views.ts'

/** The largest picture, in bytes, that this person may send. */
export const largestPictureOf = (deps: Deps, { account: { id } }: SignedIn): number =>
  Math.min(deps.limitOf(id, pictureBytes), deps.limitOf(id, uploadBytes))

/** @throws {DomainError} TOO_LARGE where a picture has more bytes than this person may send. */
export function refuseLargePicture(deps: Deps, actor: SignedIn, bytes: number): void {
  const limit = deps.limitOf(actor.account.id, pictureBytes)
  if (bytes > limit) throw new DomainError('TOO_LARGE', 'media.errors.tooLarge', { limit: megabytes(limit) })
}

export interface Incoming {
  /** The id that the file will have. */
  readonly id: string
  /** The person's own file name. */
  readonly name: string
}

/**
 * Judges a file that lies on the disk and writes its row, with the job that makes its variants.
 * @param commit gives the file its key; called once it was accepted
 * @throws {DomainError} INVALID, TOO_LARGE, UNSUPPORTED, LIMIT, UNAUTHENTICATED where the account was shut meanwhile; the
 *   file stays where it is
 */
export async function accept(
  deps: Deps,
  actor: SignedIn,
  file: Pick<Staged, 'path' | 'bytes' | 'sha256'>,
  { id, name }: Incoming,
  commit: () => Promise<void>,
): Promise<MediaView> {
  const { path, bytes, sha256 } = file
  refuseLargePicture(deps, actor, bytes)
  assertStorable(deps, actor, bytes, id)
  const sniffed = await sniff(path, bytes)
  if (!sniffed) throw new DomainError('UNSUPPORTED', 'media.errors.notAnImage')
  const { kind, mime } = sniffed
  const { width, height, takenAt = null } = await decodeInTurn(deps, () => inspectImage(path, mime))
  const row = {
    ...{ id, kind, mime, bytes, sha256, width, height, takenAt },
    thumbhash: null,
    uploader: actor.account.id,
    name: cleanName(name),
    createdAt: deps.clock.now(),
    detachedAt: null,
    state: 'making' as const,
  }
  await commit()
  deps.inTx(() => {
    // It may have been shut while the picture was looked at.
    if (!identityOf(deps, actor.account.id)) throw new DomainError('UNAUTHENTICATED', 'common.errors.UNAUTHENTICATED')
    // Another file of the same person may have come meanwhile.
    assertStorable(deps, actor, bytes, id)
    deps.db.delete(mediaUpload).where(eq(mediaUpload.id, id)).run()
    deps.db.insert(media).values(row).run()
    deps.enqueue(makeVariants, { mediaId: id }, id)
  })
  return presentMedia(row)
}

/**
 * Takes a staged file into the house: the one way in. Its row comes last, so that a row never lacks its file; of a
 * refusal nothing is left.
 * @throws {DomainError} INVALID (empty, damaged), UNSUPPORTED (not a picture), TOO_LARGE (bytes, pixels),
 *   LIMIT (all that the person keeps), UNAVAILABLE (the disk is full)
 */
export async function receive(
  deps: Deps,
  actor: SignedIn,
  staged: Staged,
  { name, id = newFileKey() }: Partial<Incoming> & Pick<Incoming, 'name'>,
): Promise<MediaView> {
  let committed = false
  const take = async (): Promise<MediaView> => {
    try {
      return await accept(deps, actor, staged, { id, name }, async () => {
        await deps.files.commit(staged, id)
        committed = true
      })
    } catch (error) {
      await (committed ? deps.files.remove(id) : deps.files.discard(staged))
      throw error
    }
  }
  return deps.underway.run(take)
}
