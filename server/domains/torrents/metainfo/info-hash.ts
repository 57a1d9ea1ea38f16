const base32Digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function hexadecimal(base32: string): string {
  const bits = [...base32].map((digit) => base32Digits.indexOf(digit).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []).toString('hex')
}

/** A v1 info-hash as 40 digits in lower case, of hexadecimal or of base32 (BEP 9); null for what is neither. */
export function infoHashOf(text: string): string | null {
  if (/^[0-9a-f]{40}$/i.test(text)) return text.toLowerCase()
  return /^[a-z2-7]{32}$/i.test(text) ? hexadecimal(text.toUpperCase()) : null
}

/** The v1 info-hash that a link names anywhere among what else it says; null where there is none. */
export const infoHashIn = (link: string): string | null =>
  infoHashOf(/[?&]xt(?:\.\d+)?=urn:btih:([^&]+)/i.exec(link)?.[1] ?? '')
