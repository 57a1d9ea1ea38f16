import { createHash } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import express from 'express'
import { answer } from './answering.ts'

const [root = '', cookie = ''] = process.argv.slice(2)

const db = new Sqlite(path.join(root, 'data/foyer.db'), { readonly: true })
const session = db.prepare(
  `SELECT session.id FROM session JOIN account ON account.id = account_id WHERE token_hash = ?`,
)
const rows = db.prepare(
  `SELECT id, title, substr(text, 1, 300) AS text, date, place, status, author FROM memory
   WHERE deleted_at IS NULL AND status = 'shared' ORDER BY date DESC, id DESC LIMIT 20`,
)
const pictures = db.prepare(
  `SELECT owner_id, media.id, alt, width, height, thumbhash FROM media_use JOIN media ON media.id = media_id
   WHERE use = 'couple.memory' AND owner_id IN (SELECT value FROM json_each(?)) ORDER BY position`,
)

const app = express()
app.get('/plain', (_request, response) => {
  response.type('html').send('<!doctype html><title>Plain</title>')
})
app.get('/list', (request, response) => {
  const token = request.headers.cookie?.replace('session=', '') ?? ''
  if (!session.get(createHash('sha256').update(token).digest('hex'))) return response.sendStatus(401)
  const memories = rows.all() as { id: number }[]
  const shown = pictures.all(JSON.stringify(memories.map(({ id }) => id)))
  return response.json({ memories, pictures: shown })
})
const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  answer({ url: `http://127.0.0.1:${port}`, cookie, root }, async () => void server.close())
})
