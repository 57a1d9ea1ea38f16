/** Time as the house knows it: milliseconds since the epoch. Tests move it by hand. */
export interface Clock {
  now(): number
}

export const systemClock: Clock = { now: () => Date.now() }

/** An instant as it travels and is stored: ISO 8601 in UTC. */
export const isoInstant = (milliseconds: number): string => new Date(milliseconds).toISOString()

export const seconds = (n: number): number => n * 1000
export const minutes = (n: number): number => n * 60_000
export const hours = (n: number): number => n * 3_600_000
export const days = (n: number): number => n * 86_400_000
