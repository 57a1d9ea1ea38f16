import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import express from 'express'
import { answer } from './answering.ts'

const [root = '', cookie = ''] = process.argv.slice(2)

const widths = [480, 960, 1600, 2560]

const db = new Sqlite(path.join(root, 'data/foyer.db'), { readonly: true })
const session = db.prepare(
  `SELECT session.id FROM session JOIN account ON account.id = account_id WHERE token_hash = +?`,
)
const newest = db.prepare(
  `SELECT id, title, substr(text, 1, 240) AS excerpt, date, place, status, author FROM memory
   WHERE deleted_at IS NULL AND status = 'shared' ORDER BY date DESC, id DESC LIMIT 20`,
)
const pictures = db.prepare(
  `SELECT owner_id AS ownerId, media.id, alt, width, height, thumbhash, state
   FROM media_use JOIN media ON media.id = media_id
   WHERE use = 'couple.memory' AND owner_id IN (SELECT value FROM json_each(?)) ORDER BY position`,
)
const all = db.prepare(
  `SELECT memory.id, title, text AS description, created_at, '/uploads/' || media_id AS photo_url
   FROM memory LEFT JOIN media_use ON use = 'couple.memory' AND owner_id = memory.id AND position = 0
   WHERE deleted_at IS NULL AND status = 'shared' ORDER BY created_at DESC, memory.id DESC`,
)

/** The answer of the house to its list, by hand. */
function list(): object {
  const memories = newest.all() as { id: number }[]
  const ids = JSON.stringify(memories.map(({ id }) => id))
  const byMemory = Map.groupBy(pictures.all(ids) as { ownerId: number; id: string }[], ({ ownerId }) => ownerId)
  return memories.map((memory) => ({
    ...memory,
    pictures: (byMemory.get(memory.id) ?? []).map((picture) => ({
      ...picture,
      sources: widths.map((width) => ({ width, url: `/uploads/${picture.id}/${width}` })),
    })),
  }))
}

const app = express()
app.set('etag', false)
app.get('/plain', (_request, response) => {
  response.type('html').send('<!doctype html><title>Plain</title>')
})
app.use((request, response, next) => {
  const token = request.headers.cookie?.replace('session=', '') ?? ''
  if (session.get(createHash('sha256').update(token).digest('hex'))) next()
  else response.sendStatus(401)
})
app.get('/list', (_request, response) => {
  response.json(list())
})
app.get('/memories', (_request, response) => {
  response.json(all.all())
})
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  answer({ url: `http://127.0.0.1:${port}`, cookie, root }, async () => void server.close())
})
