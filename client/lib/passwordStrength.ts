import { passwordLengths } from '../../shared/accounts.ts'

/** Rules that a new password must meet; the server besides refuses those that are common. */
export interface PasswordRules {
  readonly long: boolean
  readonly varied: boolean
  readonly notName: boolean
}

export const strengthLevels = ['short', 'weak', 'fair', 'good', 'strong'] as const

export type StrengthLevel = (typeof strengthLevels)[number]

const fewestSigns = 4

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

const withoutLastDigits = (text: string): string => text.replace(/\d+$/, '')

/** @param own name, username and address of the person */
export function passwordRules(password: string, own: readonly string[]): PasswordRules {
  const names = own.flatMap((text) => [plain(text), plain(text.split('@')[0] ?? '')]).filter(({ length }) => length > 2)
  return {
    long: password.length >= passwordLengths.shortest,
    varied: new Set(password).size >= fewestSigns,
    notName: password !== '' && !names.includes(withoutLastDigits(plain(password))),
  }
}

/** Signs that a guesser would not foresee from the two before them: runs such as aaa, abc and 987 count once. */
function unforeseen(password: string): number {
  const codes = [...password].map((sign) => sign.codePointAt(0) ?? 0)
  return codes.filter((code, index) => {
    const [before = Number.NaN, last = Number.NaN] = codes.slice(Math.max(0, index - 2), index)
    const step = code - last
    return !(step === last - before && Math.abs(step) <= 1)
  }).length
}

const alphabets: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/\d/, 10],
  [/[^A-Za-z\d]/, 20],
]

/**
 * A hint of how long a password withstands guessing, never a promise: signs of a phrase count as the two bits that
 * letters of words are worth, those of a single word as their alphabet.
 */
export function passwordStrength(password: string, own: readonly string[]): StrengthLevel {
  const rules = passwordRules(password, own)
  if (!rules.long) return 'short'
  if (!rules.varied || !rules.notName) return 'weak'
  const pool = alphabets.reduce((size, [pattern, signs]) => (pattern.test(password) ? size + signs : size), 0)
  const isPhrase = password.trim().split(/[\s._-]+/).length > 2
  const bits = unforeseen(password) * (isPhrase ? 2.6 : Math.log2(pool) * 0.6)
  if (bits < 32) return 'weak'
  if (bits < 44) return 'fair'
  return bits < 60 ? 'good' : 'strong'
}
