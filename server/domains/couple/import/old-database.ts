import Sqlite from 'better-sqlite3'
import { DomainError } from '../../../../shared/errors.ts'

export interface OldMemory {
  /** null where it is no whole number. */
  readonly id: number | null
  readonly title: string
  readonly description: string
  readonly photoUrl: string
  readonly createdAt: string | null
}

export interface OldPerspective {
  readonly number: number | null
  readonly content: string
}

export interface OldCouple {
  readonly startDate: string | null
  readonly homeMessage: string
  readonly introText: string
}

export interface OldContent {
  readonly couple: OldCouple
  readonly memories: readonly OldMemory[]
  readonly perspectives: readonly OldPerspective[]
}

const mostRows = 50_000
/** Signs that are read of one value; the house keeps less of it. */
const longestValue = 100_000

const damaged = () => new DomainError('INVALID', 'coupleImport.errors.damaged')

/** Tables with the columns that make them what they are; others may be missing. */
const tables = {
  couple_data: { needed: [], known: ['id', 'start_date', 'home_message', 'intro_text'] },
  memories: { needed: ['id', 'title'], known: ['description', 'photo_url', 'created_at'] },
  perspectives: { needed: ['perspective_number', 'content'], known: ['id'] },
} as const

type TableName = keyof typeof tables

/** Names of the columns of a real table; null where there is none. Throws INVALID where it only looks like one. */
function columnsOf(db: Sqlite.Database, name: TableName): string[] | null {
  const listed = db.prepare<[string], { type: string }>(`SELECT type FROM pragma_table_list(?) WHERE schema = 'main'`)
  const table = listed.get(name)
  if (!table) return null
  // A view, a virtual table or a computed column would run what a stranger wrote.
  if (table.type !== 'table') throw new DomainError('INVALID', 'coupleImport.errors.notATable', { table: name })
  const columns = db.prepare<[string], { name: string; hidden: number }>(
    'SELECT name, hidden FROM pragma_table_xinfo(?)',
  )
  return columns.all(name).map((column) => {
    if (column.hidden !== 0) throw new DomainError('INVALID', 'coupleImport.errors.notATable', { table: name })
    return column.name.toLowerCase()
  })
}

/** @throws {DomainError} INVALID, naming the table or the column that is missing */
function checkedColumns(db: Sqlite.Database): Readonly<Record<TableName, ReadonlySet<string>>> {
  const found = (name: TableName): ReadonlySet<string> => {
    const columns = columnsOf(db, name)
    // The oldest sites had no perspectives yet.
    if (!columns && name === 'perspectives') return new Set()
    if (!columns) throw new DomainError('INVALID', 'coupleImport.errors.tableMissing', { table: name })
    const missing = tables[name].needed.find((column) => !columns.includes(column))
    if (missing) throw new DomainError('INVALID', 'coupleImport.errors.columnMissing', { table: name, column: missing })
    return new Set(columns)
  }
  return { couple_data: found('couple_data'), memories: found('memories'), perspectives: found('perspectives') }
}

type Value = string | number | null
type Row = Readonly<Record<string, Value>>

/** All rows of a table in the order in which they were written, each value as a bounded text or a number. */
function rowsOf(db: Sqlite.Database, name: TableName, columns: ReadonlySet<string>): Row[] {
  const { needed, known } = tables[name]
  const read = [...needed, ...known].filter((column) => columns.has(column))
  if (read.length === 0) return []
  const rows = db.prepare<[], { count: number }>(`SELECT count(*) AS count FROM main."${name}"`).get()?.count ?? 0
  if (rows > mostRows)
    throw new DomainError('TOO_LARGE', 'coupleImport.errors.tooManyRows', { table: name, limit: mostRows })
  const values = read.map(
    (column) => `CASE typeof("${column}") WHEN 'integer' THEN "${column}" WHEN 'null' THEN NULL
      ELSE substr(CAST("${column}" AS TEXT), 1, ${longestValue}) END AS "${column}"`,
  )
  const order = columns.has('id') ? 'ORDER BY "id"' : ''
  return db.prepare<[], Row>(`SELECT ${values.join(', ')} FROM main."${name}" ${order}`).all()
}

const textOf = (value: Value | undefined): string =>
  (value === null || value === undefined ? '' : String(value)).replaceAll('\0', '')

const wholeOf = (value: Value | undefined): number | null => {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : null
}

function contentOf(db: Sqlite.Database): OldContent {
  const columns = checkedColumns(db)
  for (const name of Object.keys(tables)) {
    if (columns[name as TableName].size === 0) continue
    if (db.pragma(`quick_check('${name}')`, { simple: true }) !== 'ok') throw damaged()
  }
  const [couple] = rowsOf(db, 'couple_data', columns.couple_data)
  return {
    couple: {
      startDate: textOf(couple?.start_date).trim() || null,
      homeMessage: textOf(couple?.home_message),
      introText: textOf(couple?.intro_text),
    },
    memories: rowsOf(db, 'memories', columns.memories).map((row) => ({
      id: wholeOf(row.id),
      title: textOf(row.title),
      description: textOf(row.description),
      photoUrl: textOf(row.photo_url).trim(),
      createdAt: textOf(row.created_at).trim() || null,
    })),
    perspectives: rowsOf(db, 'perspectives', columns.perspectives).map((row) => ({
      number: wholeOf(row.perspective_number),
      content: textOf(row.content),
    })),
  }
}

/**
 * Reads what an old couple site holds. Nothing that its schema says is run: no view, no trigger, no computed column,
 * no check, no function beyond SQLite's harmless ones.
 * @param file a copy that nobody else uses; it may lie beside its write-ahead log
 * @throws {DomainError} INVALID (damaged, another database), TOO_LARGE (too many rows)
 */
export function readOldDatabase(file: string): OldContent {
  let db: Sqlite.Database | undefined
  try {
    db = new Sqlite(file, { fileMustExist: true })
    for (const pragma of [
      'trusted_schema = OFF',
      'query_only = ON',
      'cell_size_check = ON',
      'mmap_size = 0',
      'ignore_check_constraints = ON',
    ]) {
      db.pragma(pragma)
    }
    return contentOf(db)
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) throw damaged()
    throw error
  } finally {
    db?.close()
  }
}
