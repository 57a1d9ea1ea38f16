export interface SwarmProps {
  readonly torrentId: number
  /** The engine does not answer. */
  readonly isBlocked: boolean
}

/** In milliseconds. */
const freshFor = { often: 4_000, rarely: 30_000 } as const

/** What is asked again while it is looked at: not at all while the engine is known not to answer. */
export const lookedAt = (isBlocked: boolean, pace: keyof typeof freshFor = 'often') => ({
  refetchInterval: isBlocked ? (false as const) : freshFor[pace],
  refetchIntervalInBackground: false,
})
