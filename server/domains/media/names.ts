const longestName = 200

// Controls, and the characters that turn the direction of text: with those a name can lie about its ending.
const invisible = /[\p{Cc}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu

/** A person's file name as it is kept: normalised, without folders and invisible characters, 200 characters at most. */
export function cleanName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const visible = base.normalize('NFC').replace(invisible, '').trim()
  return Array.from(visible).slice(0, longestName).join('')
}

const inlineTypes = new Set(['image/webp'])

const percentEncoded = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

/**
 * A Content-Disposition header (RFC 6266): shown in place where the type is one that cannot run, else a download.
 * @param name as {@link cleanName} left it
 */
export function contentDisposition(type: string, name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["%\\]/g, '_')
  const kind = inlineTypes.has(type) ? 'inline' : 'attachment'
  return `${kind}; filename="${plain}"; filename*=UTF-8''${percentEncoded(name)}`
}

/** The name of a picture that was made from the person's: another ending for another format. */
export const renamed = (name: string, extension: string): string =>
  `${name.replace(/\.[^.]{1,5}$/, '') || 'photo'}.${extension}`
