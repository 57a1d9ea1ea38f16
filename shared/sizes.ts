const units = ['bytes', 'kilobytes', 'megabytes', 'gigabytes', 'terabytes'] as const

/** A number of bytes in the unit in which people say it, with the digits after the point that it then deserves. */
export function sizeOf(bytes: number): { unit: (typeof units)[number]; value: number; digits: number } {
  const step = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log10(bytes) / 3))
  return { unit: units[step] ?? 'bytes', value: bytes / 1000 ** step, digits: step < 2 ? 0 : 1 }
}
