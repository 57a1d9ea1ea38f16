/** `off`: left out on purpose; `attention`: about to become `red`, or worth a look. */
export type HealthState = 'ok' | 'off' | 'attention' | 'red'

/** One thing that the house watches over itself. Names, messages and cures are message keys of its domain. */
export interface HealthLine {
  readonly name: string
  readonly state: HealthState
  readonly message: string
  readonly args: Readonly<Record<string, string | number>>
  /** The moment that the message speaks of as `{when}`. */
  readonly at: string | null
  /** What to do; null where nothing is to be done. `to` is the page to do it on, null where it is done elsewhere. */
  readonly cure: { readonly text: string; readonly to: string | null } | null
  /** Since when it is so; null until the regular look has found it so twice. */
  readonly since: string | null
}

export interface HealthView {
  readonly lines: readonly HealthLine[]
  /** When these lines were looked at. */
  readonly lookedAt: string
  /** When the house last looked by itself; null where it never did. */
  readonly watchedAt: string | null
}
