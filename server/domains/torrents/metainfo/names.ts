const longestName = 255
const longestPath = 1000

const cut = (text: string, longest: number): string =>
  text.length <= longest
    ? text
    : text
        .slice(0, longest)
        .toWellFormed()
        .replace(/\uFFFD$/, '')

/** A name out of a file or a link, as it is shown: in one line, without signs that turn or hide text. */
export function shownName(name: string): string {
  const shown = cut(name, 4 * longestName)
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  return cut(shown, longestName)
}

/** The path of a file below a folder, as it is shown. */
export function shownPath(above: string, part: string): string {
  const shown = shownName(part)
  return cut(above === '' || shown === '' ? above + shown : `${above}/${shown}`, longestPath)
}
