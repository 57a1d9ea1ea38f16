import exifr from 'exifr'

const moment = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/

/**
 * When a picture was taken, by the camera's own clock: `YYYY-MM-DDTHH:MM:SS`, or undefined when its EXIF block does not
 * say so, or says a moment that does not exist.
 */
export async function takenAtOf(exif: Buffer | undefined): Promise<string | undefined> {
  if (!exif) return undefined
  const tags = await datesIn(exif)
  return toLocal(tags.DateTimeOriginal) ?? toLocal(tags.CreateDate)
}

async function datesIn(exif: Buffer): Promise<Record<string, unknown>> {
  const prefix = exif.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? 6 : 0
  try {
    const tags: unknown = await exifr.parse(exif.subarray(prefix), {
      pick: ['DateTimeOriginal', 'CreateDate'],
      reviveValues: false,
    })
    return typeof tags === 'object' && tags !== null ? { ...tags } : {}
  } catch {
    // A picture with a broken EXIF block is still a picture.
    return {}
  }
}

function toLocal(value: unknown): string | undefined {
  const parts = typeof value === 'string' ? moment.exec(value) : null
  if (!parts) return undefined
  const [, year, month, day, hour, minute, second] = parts
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  const instant = new Date(`${local}Z`)
  // Cameras whose clock was never set write zeros.
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(local) ? local : undefined
}
