interface DurationParts {
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'long'
  readonly value: number
  /** Minutes beside hours, hours beside days. */
  readonly rest: number
}

const longest = 100 * 86_400

/** A length of time in the two units in which people say it: 3,660 seconds are one hour and one minute. */
export function partsOfDuration(seconds: number): DurationParts {
  if (seconds >= longest) return { unit: 'long', value: 0, rest: 0 }
  if (seconds < 60) return { unit: 'seconds', value: Math.max(0, Math.round(seconds)), rest: 0 }
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return { unit: 'minutes', value: minutes, rest: 0 }
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return { unit: 'hours', value: hours, rest: minutes % 60 }
  return { unit: 'days', value: Math.floor(hours / 24), rest: hours % 24 }
}
