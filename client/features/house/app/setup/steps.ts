import type { SetupView } from '../../../../../shared/house.ts'

/** A step as the way shows it; `label` is a message key. */
export type WayStep = SetupView['steps'][number]

const own = (name: 'language' | 'token'): WayStep => ({ name, label: `house.page.setup.steps.${name}` })

/** The whole way through the wizard: two questions come before the house knows of any progress. */
export const wholeWay = ({ steps }: Pick<SetupView, 'steps'>): readonly WayStep[] => [
  own('language'),
  own('token'),
  ...steps,
]

const placeOf = (way: readonly WayStep[], step: string): number => way.findIndex(({ name }) => name === step)

export const isBefore = (way: readonly WayStep[], one: string, other: string): boolean =>
  placeOf(way, one) < placeOf(way, other)

/** The next step on this way; the last one stays. */
export const stepAfter = (way: readonly WayStep[], step: string): string => way[placeOf(way, step) + 1]?.name ?? step

/** The step before, as far as one may go back: what made the owner is done once. */
export function stepBack(way: readonly WayStep[], step: string): string | null {
  const before = way[placeOf(way, step) - 1]?.name ?? null
  return before !== null && isBefore(way, 'owner', before) ? before : null
}
