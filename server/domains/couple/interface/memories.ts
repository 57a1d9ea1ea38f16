import { type Request, type RequestHandler, Router } from 'express'
import * as z from 'zod/mini'
import { calendarDate, memoryText, memoryTitle } from '../../../../shared/couple.ts'
import type { MediaItem } from '../../../../shared/media.ts'
import { type Actor, isSignedIn } from '../../../platform/actor.ts'
import { hours, isoInstant } from '../../../platform/clock.ts'
import { prepared } from '../../../platform/db/open.ts'
import type { Deps } from '../../../platform/deps.ts'
import { firstAttached } from '../../media/firsts.ts'
import { attached } from '../../media/media.ts'
import { receive } from '../../media/receive.ts'
import { urlSigner } from '../../media/views.ts'
import { deleteMemory } from '../deleted.ts'
import { createMemory, editMemory, memoryUse } from '../memories.ts'
import { type MemoryRow, memoryToChange, memoryToRead, ownAuthor, type Partner } from '../policy.ts'
import { readCouple, todayOf } from '../row.ts'
import { readerOf, writerOf, writersOnly } from './actor.ts'
import { checked, jsonOrForm, numberOf } from './body.ts'
import { type Form, readForm } from './form.ts'

type ListedRow = Pick<MemoryRow, 'id' | 'title' | 'text' | 'status' | 'createdAt'>

const listed = prepared((db) =>
  db.$client.prepare<[{ me: number }], ListedRow>(`
    SELECT id, title, text, status, created_at AS createdAt FROM memory NOT INDEXED
    WHERE deleted_at IS NULL AND (status = 'shared' OR author = :me)`),
)

/** SQLite would sort whole texts. */
const newestFirst = (a: ListedRow, b: ListedRow): number => b.createdAt - a.createdAt || b.id - a.id

const period = hours(12)

/** Signed addresses stay the same for half a day, so that browsers can keep what they loaded. */
function lifetimeOf(now: number): number {
  return (Math.floor(now / period) + 2) * period - now
}

function presentMemories(deps: Deps, actor: Actor, rows: readonly ListedRow[]) {
  const photos = firstAttached(
    deps,
    memoryUse,
    rows.map(({ id }) => id),
  )
  const open = readCouple(deps).visibility === 'public'
  const signed = isSignedIn(actor) ? urlSigner(deps, actor, lifetimeOf(deps.clock.now())) : null
  return rows.map(({ id, title, text, status, createdAt }) => {
    const photo = photos.get(id)
    const address = photo && ((open && status === 'shared') || !signed ? `/uploads/${photo}` : signed(photo))
    return {
      id,
      title,
      description: text,
      photo_url: address ?? null,
      created_at: isoInstant(createdAt),
    }
  })
}

const presentMemory = (deps: Deps, by: Partner, id: number) =>
  presentMemories(deps, by, [memoryToRead(deps, by, id)])[0]

const description = z.pipe(
  z.nullable(memoryText),
  z.transform((text: string | null) => text ?? ''),
)
const newBody = z.object({ title: memoryTitle, description: z.optional(description), date: z.optional(calendarDate) })
const changeBody = z.partial(newBody)

const isForm = (request: Request): boolean => Boolean(request.is('multipart/form-data'))

const contentOf = async (deps: Deps, by: Partner, request: Request): Promise<Form> =>
  isForm(request) ? readForm(deps, by, request) : { fields: request.body, photo: null }

/**
 * Checks the texts, then takes the photograph in; of a refusal it is not left.
 * @throws {DomainError} INVALID, TOO_LARGE, UNSUPPORTED, UNAVAILABLE
 */
async function take<T>(deps: Deps, by: Partner, form: Form, schema: z.ZodMiniType<T>): Promise<[T, MediaItem[]]> {
  const { fields, photo } = form
  let body: T
  try {
    body = checked(schema, fields)
  } catch (refused) {
    if (photo) await deps.files.discard(photo.staged)
    throw refused
  }
  const received = photo ? [await receive(deps, by, photo.staged, { name: photo.name })] : []
  return [body, received.map(({ id }) => ({ mediaId: id, alt: '' }))]
}

/** The pictures of a memory with another first one. */
function replaceFirst(deps: Deps, id: number, photo: MediaItem): MediaItem[] {
  const before = attached(deps, memoryUse, [id]).get(id) ?? []
  return [photo, ...before.slice(1).map((picture) => ({ mediaId: picture.id, alt: picture.alt }))]
}

/** `/api/memories` */
export function memoryRoutes(deps: Deps): Router {
  const writers = writersOnly(deps)
  const existing: RequestHandler<{ number: string }> = (request, _response, next) => {
    memoryToChange(deps, writerOf(deps, request), numberOf(request))
    next()
  }
  const router = Router()

  router.get('/', (request, response) => {
    const actor = readerOf(deps, request)
    const memories = presentMemories(
      deps,
      actor,
      listed(deps.db)
        .all({ me: ownAuthor(deps, actor) })
        .sort(newestFirst),
    )
    // Not by `json()`, which would hash megabytes into an ETag that no cache may use.
    response.type('json').end(JSON.stringify(memories))
  })

  router.post('/', writers, jsonOrForm, async (request, response) => {
    const by = writerOf(deps, request)
    const [body, pictures] = await take(deps, by, await contentOf(deps, by, request), newBody)
    const { title, description: text = '', date = todayOf(deps) } = body
    const id = createMemory(deps, by, { title, text, date, place: '', status: 'shared', pictures })
    response.status(201).json(presentMemory(deps, by, id))
  })

  router.get('/:number', (request, response) => {
    const actor = readerOf(deps, request)
    response.json(presentMemories(deps, actor, [memoryToRead(deps, actor, numberOf(request))])[0])
  })

  router.put('/:number', existing, jsonOrForm, async (request, response) => {
    const by = writerOf(deps, request)
    const id = numberOf(request)
    const [body, [photo]] = await take(deps, by, await contentOf(deps, by, request), changeBody)
    const { description: text, ...rest } = body
    const pictures = photo && replaceFirst(deps, id, photo)
    editMemory(deps, by, memoryToChange(deps, by, id), { ...rest, text, pictures }, null)
    response.json(presentMemory(deps, by, id))
  })

  router.delete('/:number', (request, response) => {
    const by = writerOf(deps, request)
    deleteMemory(deps, memoryToChange(deps, by, numberOf(request)))
    response.json({ message: 'Memory deleted' })
  })
  return router
}
