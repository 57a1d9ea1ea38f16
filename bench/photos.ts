import fs from 'node:fs'
import { copyFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { receive } from '../server/domains/media/receive.ts'
import { isSignedIn } from '../server/platform/actor.ts'
import { actorFor } from '../server/platform/http/actor.ts'
import { largeJpeg } from '../server/testing/pictures.ts'
import { startApp } from '../server/testing/start-app.ts'
import { type Line, median, secondsOf } from './measure.ts'

const pictures = 6
const widths = [2560, 1600, 960, 480]

/** The same variants by sharp alone: decoded once, each from the one before. */
async function alone(file: string, folder: string): Promise<void> {
  let picture = sharp(file).autoOrient()
  for (const width of widths) {
    const { data, info } = await picture.resize({ width }).raw().toBuffer({ resolveWithObject: true })
    const { width: across, height, channels } = info
    picture = sharp(data, { raw: { width: across, height, channels } })
    const webp = await picture.clone().webp({ quality: 80, effort: 2 }).toBuffer()
    await fs.promises.writeFile(path.join(folder, `${width}.webp`), webp)
  }
}

/** Two at a time, as the media lane does. */
async function inPairs(files: readonly string[], work: (file: string) => Promise<void>): Promise<void> {
  const waiting = [...files]
  const run = async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await work(file)
  }
  await Promise.all([run(), run()])
}

/** Photographs per second through the whole pipeline, against sharp alone. */
export async function photoLines(): Promise<Line[]> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'foyer-photos-'))
  const picture = await largeJpeg(folder, 24)
  const app = await startApp()
  const owner = app.as('owner')
  const { account } = await owner.api.house.me.query()
  const identity = account && {
    account: { ...account, contactId: 1, sessionId: null },
    locale: null,
    timeZone: null,
    mustEnrol: false,
  }
  const actor = actorFor(app.deps, identity, { address: '' })
  if (!isSignedIn(actor)) throw new Error('Nobody is signed in.')
  const ratios: [number, number][] = []
  for (let round = 0; round < 3; round += 1) {
    const files = Array.from({ length: pictures }, () => picture)
    const ceiling = pictures / (await secondsOf(() => inPairs(files, (file) => alone(file, folder))))
    for (const file of files) {
      const copy = path.join(folder, 'copy.jpg')
      await copyFile(file, copy)
      const staged = await app.deps.files.stage(fs.createReadStream(copy), { maxBytes: 1e9 })
      await receive(app.deps, actor, staged, { name: 'photo.jpg' })
    }
    ratios.push([pictures / (await secondsOf(() => app.settle())), ceiling])
  }
  await app.stop()
  fs.rmSync(folder, { recursive: true })
  const [value, ceiling] = [median(ratios.map(([own]) => own)), median(ratios.map(([, bare]) => bare))]
  const name = 'Photo pipeline / sharp alone (24 MP)'
  return [{ name, value, ceiling, unit: 'photographs/s', aim: ['at least', 0.85] }]
}
