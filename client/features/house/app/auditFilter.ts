import type * as z from 'zod/mini'
import { type AuditChoices, type AuditFilter, auditFilterSchema } from '../../../../shared/audit.ts'

export const filterNames = ['person', 'act', 'from', 'to', 'text'] as const satisfies (keyof AuditFilter)[]

export type FilterName = (typeof filterNames)[number]

const valid = <T>(schema: z.ZodMiniType<T>, value: unknown): T | undefined => schema.safeParse(value).data

/**
 * The filter that an address carries. What is malformed, and who or what does not stand in the log, narrows nothing:
 * no field of the page could show it.
 */
export function filterOf(parameters: URLSearchParams, { people, acts }: AuditChoices): AuditFilter {
  const given = (name: FilterName) => parameters.get(name) || undefined
  const { shape } = auditFilterSchema
  const wanted = given('person')
  const person = people.find(({ id }) => String(id) === wanted)?.id
  const act = acts.find((known) => known === given('act'))
  const [from, to] = [valid(shape.from, given('from')), valid(shape.to, given('to'))]
  const text = valid(shape.text, given('text'))
  return {
    ...(person === undefined ? {} : { person }),
    ...(act === undefined ? {} : { act }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(text ? { text } : {}),
  }
}

/** The filter as an address carries it, with its question mark; empty without one. */
export function searchOf(filter: AuditFilter): string {
  const given = Object.entries(filter).map(([name, value]) => [name, String(value)])
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}
