const databaseName = 'foyer.kept-files'
const storeName = 'files'
const longestKept = 2 * 86_400_000

interface KeptFile {
  readonly key: string
  readonly file: File
  /** Milliseconds since the epoch. */
  readonly at: number
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(databaseName, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName, { keyPath: 'key' })
  const database = await settled(opening)
  try {
    return await settled(work(database.transaction(storeName, mode).objectStore(storeName)))
  } finally {
    database.close()
  }
}

/** A browser that keeps no database, as private windows may, loses files at a reload and nothing else. */
const orNothing = <T>(promise: Promise<T>, nothing: T): Promise<T> => promise.catch(() => nothing)

/** Keeps a file on this device, so that a reload does not lose what is being sent. */
export const keepFile = (key: string, file: File): Promise<unknown> =>
  orNothing<unknown>(
    inStore('readwrite', (store) => store.put({ key, file, at: Date.now() } satisfies KeptFile)),
    null,
  )

/** A file that was kept; null where it is not there any more. */
export const keptFile = async (key: string): Promise<File | null> => {
  const kept = await orNothing<KeptFile | undefined>(
    inStore('readonly', (store) => store.get(key)),
    undefined,
  )
  return kept?.file ?? null
}

/** Keeps a file no longer. */
export const dropFile = (key: string): Promise<unknown> =>
  orNothing<unknown>(
    inStore('readwrite', (store) => store.delete(key)),
    null,
  )

/** Drops every file that this browser keeps, whoever chose it. */
export const dropAllFiles = (): Promise<unknown> =>
  orNothing<unknown>(
    inStore('readwrite', (store) => store.clear()),
    null,
  )

/** Removes what nobody came back for within two days. */
export async function dropOldFiles(): Promise<void> {
  const all = await orNothing<KeptFile[]>(
    inStore('readonly', (store) => store.getAll()),
    [],
  )
  await Promise.all(all.filter(({ at }) => Date.now() - at > longestKept).map(({ key }) => dropFile(key)))
}
