import { hash, verify } from '@node-rs/argon2'
import { DomainError } from '../../../shared/errors.ts'
import { commonPasswords } from './common-passwords.ts'

/** Argon2id as OWASP recommends it for a small server: 19 MiB, two passes. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hash of a password that nobody has, so that an unknown account takes as long as a wrong password. */
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$x5kMSmS5BmVG2KPHy9Df+w$AD4jwzplAjYnpTAsmmFQoMosof4F2y5fmZV2XiasmTc'

const simplified = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** Refuses a password that is common or is made of the person's own names. Throws {@link DomainError} INVALID. */
export function refuseWeak(password: string, own: readonly string[]): void {
  const plain = simplified(password)
  const letters = plain.replace(/\d+$/, '')
  const ownParts = own.map(simplified).filter((part) => part.length > 2)
  const repeated = new Set(password).size < 4
  const onlyNames = letters !== '' && ownParts.some((part) => letters.replaceAll(part, '') === '')
  const weak = repeated || commonPasswords.has(plain) || commonPasswords.has(letters) || onlyNames
  if (!weak) return
  const issue = { path: ['password'], key: 'accounts.errors.passwordCommon' }
  throw new DomainError('INVALID', 'accounts.errors.passwordCommon', {}, [issue])
}

/** An argon2id hash with its salt and cost, as it is stored. */
export const hashPassword = (password: string): Promise<string> => hash(password, cost)

/** Whether the password is right; an unknown account (null) costs the same time and is always wrong. */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? nobody, password)
  return right && passwordHash !== null
}
