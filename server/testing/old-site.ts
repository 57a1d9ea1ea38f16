import fs from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import sharp from 'sharp'
import type { Browser } from './browser.ts'
import { jpegWithGps } from './pictures.ts'
import { sendFile } from './uploads.ts'

export interface OldSiteMemory {
  readonly id: number
  readonly title: string | null
  readonly description?: string | null
  readonly photo_url?: string | null
  readonly created_at: string | number | null
}

/** A photograph of its own colour. */
const photograph = (background: string): Promise<Buffer> =>
  sharp({ create: { width: 320, height: 240, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** What the old site of these tests holds: each spelling and each oddity that such sites have. */
export const oldMemories: readonly OldSiteMemory[] = [
  {
    id: 3,
    title: 'Premier café',
    description: 'Il pleuvait.',
    photo_url: '/uploads/cafe.jpg',
    created_at: '2020-02-14 10:00:00',
  },
  {
    id: 4,
    title: 'Nouvel an',
    description: 'Minuit passé.',
    photo_url: 'uploads/2021/nouvel an.jpg',
    created_at: '2020-12-31T23:30:00.000Z',
  },
  {
    id: 7,
    title: 'La plage',
    description: null,
    photo_url: 'https://old.example/uploads/plage.jpg?v=2',
    created_at: '2021-07-09',
  },
  { id: 8, title: 'Sans photo', description: 'Deux mots.', photo_url: '', created_at: '2021-08-01T08:00:00+02:00' },
  {
    id: 9,
    title: 'Photo perdue',
    description: 'x',
    photo_url: '/uploads/perdue.jpg',
    created_at: '2022-01-01T00:00:00Z',
  },
  {
    id: 10,
    title: 'Photo abîmée',
    description: 'x',
    photo_url: '/uploads/abimee.jpg',
    created_at: '2022-02-01T00:00:00Z',
  },
  { id: 12, title: null, description: 'Rien de plus.', photo_url: null, created_at: null },
]

interface Content {
  readonly memories: readonly OldSiteMemory[]
  readonly perspectives: readonly { readonly perspective_number: number; readonly content: string }[]
}

const standard: Content = {
  memories: oldMemories,
  perspectives: [
    { perspective_number: 1, content: 'Une maison' },
    { perspective_number: 2, content: 'Un chien' },
  ],
}

export const openOldDatabase = (folder: string): Sqlite.Database => new Sqlite(path.join(folder, 'moi_aimer_toi.db'))

export function addOldMemory(db: Sqlite.Database, memory: OldSiteMemory): void {
  db.prepare(
    `INSERT INTO memories (id, title, description, photo_url, created_at)
     VALUES (:id, :title, :description, :photo_url, :created_at)`,
  ).run({ description: null, photo_url: null, ...memory })
}

/** Writes a photograph into an old site. */
export async function addOldPhoto(folder: string, name: string, background: string): Promise<void> {
  const file = path.join(folder, 'uploads', name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, await photograph(background))
}

/** Makes an old couple site, database and photographs, in an empty folder. */
export async function makeOldSite(folder: string, content: Partial<Content> = {}): Promise<void> {
  const { memories, perspectives } = { ...standard, ...content }
  fs.mkdirSync(path.join(folder, 'uploads'), { recursive: true })
  const db = openOldDatabase(folder)
  db.exec(`
    CREATE TABLE couple_data (id INTEGER PRIMARY KEY, start_date TEXT, home_message TEXT, intro_text TEXT, theme TEXT);
    CREATE TABLE memories (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT, description TEXT, photo_url TEXT,
      created_at DATETIME DEFAULT CURRENT_TIMESTAMP, likes INTEGER DEFAULT 0);
    CREATE TABLE perspectives (id INTEGER PRIMARY KEY AUTOINCREMENT, perspective_number INTEGER UNIQUE, content TEXT,
      updated_at DATETIME DEFAULT CURRENT_TIMESTAMP);
    INSERT INTO couple_data VALUES (1, '2019-06-20T22:00:00.000Z', 'Bienvenue chez nous', 'Notre histoire', 'rose');
  `)
  for (const memory of memories) addOldMemory(db, memory)
  const perspective = db.prepare('INSERT INTO perspectives (perspective_number, content) VALUES (?, ?)')
  for (const { perspective_number, content: text } of perspectives) perspective.run(perspective_number, text)
  db.close()
  fs.renameSync(await jpegWithGps(folder), path.join(folder, 'uploads/cafe.jpg'))
  await addOldPhoto(folder, '2021/nouvel an.jpg', '#223355')
  await addOldPhoto(folder, 'plage.jpg', '#e0c080')
  fs.writeFileSync(path.join(folder, 'uploads/abimee.jpg'), 'not a picture at all')
}

/** Sends a file of an old site to an import that this browser began. */
export async function sendOldFile(browser: Browser, importId: string, name: string, content: Buffer) {
  const uploadId = await sendFile(browser, content)
  return browser.api.couple.addImportFile.mutate({ importId, uploadId, path: name })
}

/** Sends the old site of {@link makeOldSite}. */
export async function sendOldSite(browser: Browser, importId: string, folder: string): Promise<void> {
  for (const name of ['moi_aimer_toi.db', 'uploads/cafe.jpg', 'uploads/2021/nouvel an.jpg', 'uploads/plage.jpg']) {
    await sendOldFile(browser, importId, `ancien/${name}`, fs.readFileSync(path.join(folder, name)))
  }
}
