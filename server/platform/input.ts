import type * as z from 'zod/mini'
import type { Issue } from '../../shared/errors.ts'

const deepest = 24
const forbidden = new Set(['__proto__', 'constructor', 'prototype'])

/** Whether an input is nested beyond reason or names a property of every object. */
export function isTampered(input: unknown, depth = 0): boolean {
  if (typeof input !== 'object' || input === null) return false
  if (depth > deepest) return true
  return Object.entries(input).some(([key, value]) => forbidden.has(key) || isTampered(value, depth + 1))
}

const keysByKind: Readonly<Record<string, string>> = {
  too_big: 'common.errors.tooBig',
  too_small: 'common.errors.tooSmall',
  invalid_type: 'common.errors.missing',
}

const isKey = (text: string): boolean => /^[a-z]+\.[\w.]+$/i.test(text)

/** Puts the findings of a schema into message keys: the schema's own where it names one. */
export function issuesOf(error: z.core.$ZodError): Issue[] {
  return error.issues.map((issue) => ({
    path: issue.path.map(String),
    key: isKey(issue.message) ? issue.message : (keysByKind[issue.code] ?? 'common.errors.notValid'),
    args: {
      ...('maximum' in issue ? { maximum: Number(issue.maximum) } : {}),
      ...('minimum' in issue ? { minimum: Number(issue.minimum) } : {}),
    },
  }))
}
