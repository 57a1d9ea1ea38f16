import { Readable } from 'node:stream'
import { and, eq, inArray } from 'drizzle-orm'
import { siteSettings } from '../../../shared/house.ts'
import type { MediaItem } from '../../../shared/media.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Deps } from '../../platform/deps.ts'
import type { DemoContent } from '../../platform/domain.ts'
import { attached, detachAll } from '../media/media.ts'
import { receive } from '../media/receive.ts'
import { changeCouple, photoUse, tellOfCouple } from './couple.ts'
import { removeMemories } from './deleted.ts'
import { coverScene, exampleChapters, exampleDate, exampleMemories, exampleStart } from './demo/memories.ts'
import { paintScenes } from './demo/painter.ts'
import type { SceneName } from './demo/scenes.ts'
import { createMemory } from './memories.ts'
import { isPartner } from './partners.ts'
import { subjectToChange } from './perspectives/policy.ts'
import { createSubject, removeEmptySubject, writeHope } from './perspectives/subjects.ts'
import { perspectiveSubject } from './perspectives/tables.ts'
import { removePerspective } from './perspectives.ts'
import { type Partner, writerOfExamples } from './policy.ts'
import { coupleId, readCouple, todayOf, writeCouple } from './row.ts'
import { createChapter } from './story/chapters.ts'
import { removeChapters } from './story/deleted.ts'
import { chapter } from './story/tables.ts'
import { coupleDemo, memory, perspective } from './tables.ts'

type Thing = (typeof coupleDemo.$inferSelect)['thing']

const largestPicture = 10_000_000

const isIn = (deps: Deps): boolean => deps.db.select().from(coupleDemo).limit(1).get() !== undefined

const mark = (deps: Deps, thing: Thing, reference: string | number): void => {
  deps.db
    .insert(coupleDemo)
    .values({ thing, reference: String(reference) })
    .run()
}

/** Takes a painted landscape in, as if one of the two had sent it. */
async function hang(deps: Deps, by: Partner, scene: SceneName, picture: Uint8Array): Promise<MediaItem> {
  const staged = await deps.files.stage(Readable.from([picture]), { maxBytes: largestPicture })
  const alt = wordsOf(deps)(`coupleDemo.pictures.${scene}`)
  const { id } = await receive(deps, by, staged, { name: `${alt}.jpg` })
  return { mediaId: id, alt }
}

const wordsOf = (deps: Deps) => deps.words(deps.settings.get(siteSettings).language)

/** Start, words and photograph, where the couple has none of its own yet. */
function fillHome(deps: Deps, by: Partner, cover: MediaItem): void {
  const words = wordsOf(deps)
  const { startDate, homeMessage, introText } = readCouple(deps)
  const filled = {
    ...(startDate === null ? { startDate: exampleDate(todayOf(deps), exampleStart) } : {}),
    ...(homeMessage === '' ? { homeMessage: words('coupleDemo.homeMessage') } : {}),
    ...(introText === '' ? { introText: words('coupleDemo.introText') } : {}),
  }
  const bare = !attached(deps, photoUse, [coupleId]).has(coupleId)
  changeCouple(deps, by, bare ? { ...filled, photo: cover } : filled, null)
  for (const [thing, value] of Object.entries(filled)) mark(deps, thing as Thing, value)
  if (bare) mark(deps, 'photo', cover.mediaId)
}

/** @param photographs what is left of them: one for each chapter */
function tellStory(deps: Deps, by: Partner, photographs: MediaItem[]): void {
  const words = wordsOf(deps)
  for (const { key, pictures, ...day } of exampleChapters) {
    const id = createChapter(deps, by, {
      title: words(`coupleDemo.chapters.${key}.title`),
      text: words(`coupleDemo.chapters.${key}.text`),
      date: exampleDate(todayOf(deps), day),
      pictures: photographs.splice(0, pictures.length),
    })
    mark(deps, 'chapter', id)
  }
}

/** A subject with what one of the two hopes; whoever is neither has nothing to seal. */
function hope(deps: Deps, by: Partner, key: 'house' | 'year', sealed: boolean): void {
  const words = wordsOf(deps)
  const id = createSubject(deps, by, { title: words(`coupleDemo.subjects.${key}`), sealed })
  mark(deps, 'subject', id)
  if (sealed && !isPartner(deps, by)) return
  const content = words(`coupleDemo.perspectives.${key}`)
  mark(deps, 'perspective', writeHope(deps, by, subjectToChange(deps, by, id), { content, sealed, revision: null }))
}

/** Examples of a couple's memories over several years, with painted photographs. Once they are in, it does nothing. */
async function insert(deps: Deps, actor: Actor): Promise<void> {
  if (isIn(deps)) return
  const by = writerOfExamples(actor)
  const scenes = [coverScene, ...[...exampleMemories, ...exampleChapters].flatMap(({ pictures }) => pictures)]
  const items: MediaItem[] = []
  for (const [index, picture] of (await paintScenes(scenes, deps.underway.ending)).entries()) {
    items.push(await hang(deps, by, scenes[index] ?? coverScene, picture))
  }
  const [cover, ...photographs] = items
  deps.inTx(() => {
    if (isIn(deps) || !cover) return
    const words = wordsOf(deps)
    fillHome(deps, by, cover)
    for (const example of exampleMemories) {
      const { key } = example
      const input = {
        title: words(`coupleDemo.memories.${key}.title`),
        text: words(`coupleDemo.memories.${key}.text`),
        place: words(`coupleDemo.memories.${key}.place`),
        date: exampleDate(todayOf(deps), example),
        status: 'shared',
        pictures: photographs.splice(0, example.pictures.length),
      } as const
      const id = createMemory(deps, by, input, 'nobody')
      mark(deps, 'memory', id)
    }
    tellStory(deps, by, photographs)
    hope(deps, by, 'house', false)
    hope(deps, by, 'year', true)
  })
}

const referencesOf = (deps: Deps, thing: Thing): string[] =>
  deps.db
    .select()
    .from(coupleDemo)
    .where(eq(coupleDemo.thing, thing))
    .all()
    .map(({ reference }) => reference)

/** A thing has it until somebody changes it. */
const firstRevision = 1

/** Of the examples of this kind, the ids or numbers of those that nobody changed; what somebody wrote into is theirs. */
function untouched(
  deps: Deps,
  thing: Thing,
  table: typeof memory | typeof chapter | typeof perspectiveSubject | typeof perspective,
  reference: typeof memory.id | typeof chapter.id | typeof perspectiveSubject.id | typeof perspective.number,
): number[] {
  const marked = referencesOf(deps, thing).map(Number)
  return deps.db
    .select({ reference })
    .from(table)
    .where(and(inArray(reference, marked), eq(table.revision, firstRevision)))
    .all()
    .map((row) => row.reference)
}

/** Empties a field that still holds what the examples wrote into it. */
function emptyHome(deps: Deps): void {
  const row = readCouple(deps)
  const still = (thing: 'startDate' | 'homeMessage' | 'introText') =>
    referencesOf(deps, thing).includes(row[thing] ?? '')
  writeCouple(deps, {
    changedBy: null,
    // Whoever gave the hour made the day theirs.
    ...(still('startDate') && row.startTime === null ? { startDate: null } : {}),
    ...(still('homeMessage') ? { homeMessage: '' } : {}),
    ...(still('introText') ? { introText: '' } : {}),
  })
  const photo = attached(deps, photoUse, [coupleId]).get(coupleId)?.[0]?.id
  if (photo !== undefined && referencesOf(deps, 'photo').includes(photo)) detachAll(deps, photoUse, coupleId)
}

/** Takes out what {@link insert} put in and nobody changed since; what the two wrote stays, also into an example. */
function remove(deps: Deps): void {
  if (!isIn(deps)) return
  deps.inTx(() => {
    const { id: subjectId } = perspectiveSubject
    removeMemories(deps, untouched(deps, 'memory', memory, memory.id))
    removeChapters(deps, untouched(deps, 'chapter', chapter, chapter.id))
    for (const number of untouched(deps, 'perspective', perspective, perspective.number))
      removePerspective(deps, number)
    for (const id of untouched(deps, 'subject', perspectiveSubject, subjectId)) removeEmptySubject(deps, id)
    emptyHome(deps)
    deps.db.delete(coupleDemo).run()
    tellOfCouple(deps)
  })
}

/** The couple with content to look at. */
export const coupleDemoContent: DemoContent = { isIn, insert, remove }
