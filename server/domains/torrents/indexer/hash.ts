const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function fromBase32(text: string): string {
  let bits = ''
  for (const sign of text.toUpperCase()) bits += base32.indexOf(sign).toString(2).padStart(5, '0')
  return (bits.match(/.{4}/g) ?? []).map((four) => Number.parseInt(four, 2).toString(16)).join('')
}

/** The v1 info-hash in hexadecimal that a magnet or an indexer tells, in either spelling; null where none is. */
export function hashOf(text: string): string | null {
  const [, found = text] = /[?&]xt(?:\.\d+)?=urn:btih:([^&]+)/i.exec(text) ?? []
  if (/^[0-9a-f]{40}$/i.test(found)) return found.toLowerCase()
  return /^[a-z2-7]{32}$/i.test(found) ? fromBase32(found) : null
}
