/** A byte order mark: without it, spreadsheets take UTF-8 for something else. */
export const csvStart = '\uFEFF'

/** Signs with which a spreadsheet takes a field for a formula. */
const formula = /^[=+\-@\t\r]/

function csvField(text: string): string {
  const inert = formula.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** One record of a file after RFC 4180; what would be a formula is text, by the apostrophe that spreadsheets know. */
export const csvLine = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`
