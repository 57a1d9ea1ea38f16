/** Keys and values of one section, in the form in which Qt writes them. */
export type IniSection = Readonly<Record<string, string>>

/** Writes any text as Qt reads it: quoted, and what is no plain character as a number. */
export function iniText(text: string): string {
  let afterNumber = false
  const written = [...Array(text.length).keys()].map((place) => {
    const unit = text.charCodeAt(place)
    const sign = text.charAt(place)
    // A digit behind a number would be read as part of it.
    const asNumber = unit < 0x20 || unit > 0x7e || (afterNumber && /[0-9a-f]/i.test(sign))
    afterNumber = asNumber
    if (asNumber) return `\\x${unit.toString(16)}`
    return sign === '"' || sign === '\\' ? `\\${sign}` : sign
  })
  return `"${written.join('')}"`
}

function read(file: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>()
  let keys = new Map<string, string>()
  for (const line of file.split(/\r?\n/)) {
    const [, section] = /^\[(.*)\]$/.exec(line.trim()) ?? []
    const equals = line.indexOf('=')
    if (section !== undefined) {
      keys = sections.get(section) ?? new Map()
      sections.set(section, keys)
    } else if (equals > 0) {
      keys.set(line.slice(0, equals), line.slice(equals + 1))
    }
  }
  return sections
}

/** Sets keys in a file of settings and leaves all others as they are. */
export function withKeys(file: string, changed: Readonly<Record<string, IniSection>>): string {
  const sections = read(file)
  for (const [name, keys] of Object.entries(changed)) {
    sections.set(name, new Map([...(sections.get(name) ?? []), ...Object.entries(keys)]))
  }
  const written = [...sections].map(([name, keys]) =>
    [`[${name}]`, ...[...keys].map(([key, value]) => `${key}=${value}`)].join('\n'),
  )
  return `${written.join('\n\n')}\n`
}
