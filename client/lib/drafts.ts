/** What this tab keeps of editors, so that a reload or a session that ends loses nothing; each person finds their own. */
const prefix = 'foyer:draft:'

const prefixOf = (accountId: number): string => `${prefix}${accountId}:`

export function readDraft<T>(accountId: number, name: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(prefixOf(accountId) + name) ?? 'null') as T | null
  } catch {
    // What cannot be read is as good as nothing kept.
    return null
  }
}

export function keepDraft(accountId: number, name: string, draft: unknown): void {
  try {
    sessionStorage.setItem(prefixOf(accountId) + name, JSON.stringify(draft))
  } catch {
    // A browser without room for it loses the typing at a reload, which asks first.
  }
}

export const forgetDraft = (accountId: number, name: string): void =>
  sessionStorage.removeItem(prefixOf(accountId) + name)

/** Drops what this tab keeps, whoever typed it. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key)
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

/** Whether something of this person waits in this tab. */
export function holdsDrafts(accountId: number): boolean {
  try {
    return Object.keys(sessionStorage).some((key) => key.startsWith(prefixOf(accountId)))
  } catch {
    return false
  }
}
