/** Keys and texts of one section, in the form in which Qt writes them. */
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

/** Sets keys in a file of settings and leaves all others as they are; sections that are missing are added. */
export function withKeys(file: string, sections: Readonly<Record<string, IniSection>>): string {
  const wanted = new Map(Object.entries(sections).map(([name, keys]) => [name, new Map(Object.entries(keys))]))
  const lines: string[] = []
  let missing = new Map<string, string>()
  const complete = () => {
    for (const [key, value] of missing) lines.push(`${key}=${value}`)
  }
  for (const line of file.split(/\r?\n/).filter((text) => text.trim() !== '')) {
    const [, section] = /^\[(.*)\]$/.exec(line.trim()) ?? []
    if (section !== undefined) {
      complete()
      missing = wanted.get(section) ?? new Map()
      wanted.delete(section)
    } else if ([...(sectionKeys(lines, sections) ?? [])].includes(line.split('=', 1)[0] ?? '')) {
      continue
    }
    lines.push(line)
  }
  complete()
  for (const [section, keys] of wanted) {
    lines.push(`[${section}]`, ...[...keys].map(([key, value]) => `${key}=${value}`))
  }
  return `${lines.join('\n')}\n`
}
