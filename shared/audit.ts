import * as z from 'zod/mini'

export interface AuditEntry {
  readonly id: number
  readonly at: string
  readonly who: string
  readonly address: string
  readonly act: string
  readonly before: unknown
  readonly after: unknown
}

const day = z.iso.date()

/** Which entries are meant; what is absent narrows nothing. */
export const auditFilterSchema = z.object({
  /** Id of an account; 0 for what the house did itself. */
  person: z.optional(z.int().check(z.gte(0))),
  /** A message key. */
  act: z.optional(z.string().check(z.maxLength(100))),
  /** First day, `YYYY-MM-DD`, in the reader's time zone. */
  from: z.optional(day),
  /** Last day, `YYYY-MM-DD`, whole. */
  to: z.optional(day),
  /** Stands in the name, the address, the words of the act or the values. */
  text: z.optional(z.string().check(z.trim(), z.maxLength(200))),
})

export type AuditFilter = z.infer<typeof auditFilterSchema>

/** A page, newest first, older than the entry `before` where one is given. */
export const auditInput = z.extend(auditFilterSchema, {
  before: z.nullable(z.int()),
  limit: z.int().check(z.gte(1), z.lte(100)),
})

/** What the log can be narrowed to: whoever and whatever stands in it. */
export interface AuditChoices {
  /** By the name that stands in their latest entry; `id` 0 is the house itself, without a name. */
  readonly people: readonly { readonly id: number; readonly name: string }[]
  /** Message keys. */
  readonly acts: readonly string[]
}

export const auditFormats = ['csv', 'json'] as const

export type AuditFormat = (typeof auditFormats)[number]

/** Where the entries that a filter means are downloaded. */
export const auditExportPath = (format: AuditFormat): string => `/api/house/audit.${format}`
