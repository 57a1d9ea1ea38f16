import type { Feature, WordsDomain } from '../../lib/page.ts'

/** The house's own words and those in which features name what they bring to it. */
export const everyWordOf = (features: readonly Feature[]): readonly WordsDomain[] => [
  'house',
  'groups',
  'media',
  ...features.flatMap(({ words }) => words ?? []),
]
