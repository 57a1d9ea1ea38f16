/** What is selected of a list, and from where a range is drawn. */
export interface Selection {
  readonly ids: ReadonlySet<number>
  /** The torrent that keys act on. */
  readonly active: number | null
  /** Where a range begins. */
  readonly anchor: number | null
}

export const nothingSelected: Selection = { ids: new Set(), active: null, anchor: null }

/** Puts one in or takes it out. */
export function toggled({ ids }: Selection, id: number): Selection {
  const next = new Set(ids)
  if (!next.delete(id)) next.add(id)
  return { ids: next, active: id, anchor: id }
}

/** Adds all that stand between the anchor and this one, both included. */
export function stretched(selection: Selection, shown: readonly number[], id: number): Selection {
  const to = shown.indexOf(id)
  const from = selection.anchor === null ? to : shown.indexOf(selection.anchor)
  if (from < 0 || to < 0) return toggled(selection, id)
  const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1)
  return { ids: new Set([...selection.ids, ...range]), active: id, anchor: selection.anchor ?? id }
}

export const allOf = (selection: Selection, shown: readonly number[]): Selection => ({
  ...selection,
  ids: new Set(shown),
})

/** Without what is no longer shown: nobody acts on what they do not see. */
export function within(selection: Selection, shown: readonly number[]): Selection {
  const seen = new Set(shown)
  const kept = (id: number | null) => (id !== null && seen.has(id) ? id : null)
  const ids = [...selection.ids].filter((id) => seen.has(id))
  const active = kept(selection.active)
  if (ids.length === selection.ids.size && active === selection.active) return selection
  return { ids: new Set(ids), active, anchor: kept(selection.anchor) }
}

/** Goes up or down by some rows, and stops at the ends. */
export function moved(selection: Selection, shown: readonly number[], by: number, isStretching: boolean): Selection {
  const at = selection.active === null ? -1 : shown.indexOf(selection.active)
  const start = at < 0 && by < 0 ? shown.length : at
  const next = shown[Math.min(shown.length - 1, Math.max(0, start + by))]
  if (next === undefined) return selection
  if (!isStretching) return { ...selection, active: next, anchor: next }
  const anchored = selection.anchor === null ? { ...selection, anchor: selection.active } : selection
  return stretched(anchored, shown, next)
}
