import { parentPort, workerData } from 'node:worker_threads'
import Sqlite from 'better-sqlite3'

const database = new Sqlite(String(workerData), { readonly: true, fileMustExist: true })
parentPort?.postMessage(database.pragma('quick_check', { simple: true }) === 'ok')
database.close()
