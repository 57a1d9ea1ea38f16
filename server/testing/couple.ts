import sharp from 'sharp'
import type { MemoryInput, Visibility } from '../../shared/couple.ts'
import type { Browser } from './browser.ts'
import type { Person } from './people.ts'
import type { TestApp } from './start-app.ts'
import { sendFile } from './uploads.ts'

export interface Couple {
  /** Owner of the house, first partner. */
  readonly camille: Browser
  /** Second partner. */
  readonly sacha: Browser
  readonly people: { readonly camille: Person; readonly sacha: Person }
}

/** Two people whom the owner named the partners, each with a browser. */
export async function twoPartners(app: TestApp): Promise<Couple> {
  const people = { camille: app.person('owner', 'Camille'), sacha: app.person('member', 'Sacha') }
  const camille = app.as(people.camille)
  await camille.api.couple.namePartner.mutate({ position: 1, accountId: people.camille.id })
  await camille.api.couple.namePartner.mutate({ position: 2, accountId: people.sacha.id })
  return { camille, sacha: app.as(people.sacha), people }
}

/** A memory as an editor sends it. */
export const memoryOf = (fields: Partial<MemoryInput> = {}): MemoryInput => ({
  title: 'La plage de Carnac',
  text: 'Du vent, du sable, et nous deux.',
  date: '2025-07-14',
  place: 'Carnac',
  status: 'shared',
  pictures: [],
  ...fields,
})

/** Opens the couple's pages to more or fewer people. */
export const showTo = (couple: Couple, visibility: Visibility): Promise<void> =>
  couple.camille.api.couple.changeVisibility.mutate({ visibility })

/** A small JPEG. */
export const smallJpeg = (width = 64, height = 48, background = '#b83646'): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** A photograph that this browser sent and that nothing uses yet; answers its id. */
export async function sendSmallPicture(browser: Browser): Promise<string> {
  const uploadId = await sendFile(browser, await smallJpeg())
  const { id } = await browser.api.media.finish.mutate({ uploadId, name: 'photo.jpg' })
  return id
}
