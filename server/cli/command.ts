import { text } from 'node:stream/consumers'
import type { ParseArgsOptionsConfig } from 'node:util'
import * as z from 'zod/mini'
import { newPassword } from '../../shared/accounts.ts'
import { DomainError } from '../../shared/errors.ts'
import { siteSettings } from '../../shared/house.ts'
import type { Locale } from '../../shared/locale.ts'
import type { MessageKey } from '../../shared/messages/catalogue.gen.ts'
import type { Actor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { actorFor } from '../platform/http/actor.ts'
import { issuesOf } from '../platform/input.ts'

export type Values = Readonly<Record<string, unknown>>

/** What may be asked of a house from its machine's command line. */
export interface Command {
  /** What it does. */
  readonly text: MessageKey
  readonly usage: string
  readonly options: ParseArgsOptionsConfig
  /** What may stand behind the options, at most one. */
  readonly operand?: true
  /** Answers the exit code. Throws {@link DomainError}, which is said in words and exits with 1. */
  run(deps: Deps, values: Values, operand?: string): Promise<number>
}

/** Checks a value by a schema; what is wrong becomes a refusal in words. */
export function checked<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return parsed.data
  const [issue] = issuesOf(parsed.error)
  throw new DomainError('INVALID', (issue?.key ?? 'common.errors.INVALID') as 'common.errors.INVALID', issue?.args)
}

/** A new password from the standard input: arguments stand in the list of processes. */
export async function passwordFromInput(values: Values): Promise<string> {
  if (values['password-stdin'] !== true) throw new DomainError('INVALID', 'house.command.passwordOnInput')
  return checked(newPassword, (await text(process.stdin)).replace(/\r?\n$/, ''))
}

/** Whoever has the machine's command line: acts are recorded without an account. */
export const commandLine = (deps: Deps): Actor =>
  actorFor(deps, null, { address: 'command line', locale: language(deps) })

export const language = (deps: Deps): Locale => deps.settings.get(siteSettings).language
