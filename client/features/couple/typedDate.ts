const months = [
  ['janvier', 'janv', 'jan', 'january'],
  ['fevrier', 'fevr', 'fev', 'february', 'feb'],
  ['mars', 'mar', 'march'],
  ['avril', 'avr', 'april', 'apr'],
  ['mai', 'may'],
  ['juin', 'jun', 'june'],
  ['juillet', 'juil', 'july', 'jul'],
  ['aout', 'aou', 'august', 'aug'],
  ['septembre', 'sept', 'sep', 'september'],
  ['octobre', 'oct', 'october'],
  ['novembre', 'nov', 'november'],
  ['decembre', 'dec', 'december'],
] as const

const weekdays =
  /\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday|le|the|of)\b/g

const relative: Readonly<Record<string, number>> = {
  "aujourd'hui": 0,
  today: 0,
  hier: -1,
  yesterday: -1,
  'avant-hier': -2,
}

const day = 86_400_000

const normalized = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’ʼ]/g, "'").toLowerCase().trim()

const monthOf = (word: string): number => months.findIndex((names) => names.some((name) => name === word)) + 1

/** `YYYY-MM-DD` where the calendar knows this day. */
function existing(year: number, month: number, dayOfMonth: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  date.setUTCFullYear(year)
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === dayOfMonth && year >= 1000
  return exists ? date.toISOString().slice(0, 10) : null
}

/** Two digits are the century that lies nearer: 24 is 2024, 87 is 1987. */
function fullYear(digits: string, today: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100
  return century + year > Number(today.slice(0, 4)) + 10 ? century - 100 + year : century + year
}

/** A day without its year is the last one that was. */
function lastOccurrence(month: number, dayOfMonth: number, today: string): string | null {
  const thisYear = Number(today.slice(0, 4))
  const years = Array.from({ length: 8 }, (_, back) => thisYear - back)
  return years.map((year) => existing(year, month, dayOfMonth)).find((date) => date !== null && date <= today) ?? null
}

function fromParts(dayOfMonth: number, month: number, year: string | undefined, today: string): string | null {
  return year === undefined
    ? lastOccurrence(month, dayOfMonth, today)
    : existing(fullYear(year, today), month, dayOfMonth)
}

/** Day before month, as both languages of the house write it; the American order where no other reading exists. */
function fromNumbers(first: number, second: number, year: string | undefined, today: string): string | null {
  return second > 12 && first <= 12 ? fromParts(second, first, year, today) : fromParts(first, second, year, today)
}

function fromWords(text: string, today: string): string | null {
  const words = text.replace(weekdays, ' ').replace(/[.,]/g, ' ').split(/\s+/).filter(Boolean)
  const place = words.findIndex((word) => monthOf(word) > 0)
  const numbers = words.flatMap((word, index) =>
    index === place ? [] : (/^(\d+)(er|e|st|nd|rd|th)?$/.exec(word)?.[1] ?? 'not'),
  )
  if (place < 0 || numbers.includes('not') || numbers.length === 0 || numbers.length > 2) return null
  const [dayOfMonth = '', year] = numbers
  return dayOfMonth.length > 2 ? null : fromParts(Number(dayOfMonth), monthOf(words[place] ?? ''), year, today)
}

/**
 * Reads a date as people type it: `14/07/2023`, `14.7.23`, `14 juillet 2023`, `July 14, 2023`, `2023-07-14`,
 * `14 juillet`, `hier`.
 * @param today `YYYY-MM-DD`
 * @returns `YYYY-MM-DD`; null for what is no date, or one that does not exist
 */
export function typedDate(typed: string, today: string): string | null {
  const text = normalized(typed)
  const ahead = relative[text]
  if (ahead !== undefined) return new Date(Date.parse(today) + ahead * day).toISOString().slice(0, 10)
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const solid = /^(\d{2})(\d{2})(\d{4})$/.exec(text)
  if (solid) return existing(Number(solid[3]), Number(solid[2]), Number(solid[1]))
  const numbers = /^(\d{1,2})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{4}|\d{2}))?$/.exec(text)
  if (numbers) return fromNumbers(Number(numbers[1]), Number(numbers[2]), numbers[3], today)
  return fromWords(text, today)
}
