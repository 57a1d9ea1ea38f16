import type { SetupStep } from '../../../../../shared/house.ts'

/** Two questions come before the house knows of any progress. */
export type WizardStep = 'language' | 'token' | SetupStep

const order: readonly WizardStep[] = [
  'language',
  'token',
  'owner',
  'site',
  'modules',
  'couple',
  'mail',
  'content',
  'done',
]

/** The way through the wizard; the couple's step belongs to its module. */
export const stepsWith = (modules: readonly string[]): readonly WizardStep[] =>
  order.filter((step) => step !== 'couple' || modules.includes('couple'))

export const isBefore = (one: WizardStep, other: WizardStep): boolean => order.indexOf(one) < order.indexOf(other)

/** The next step on this way; the last one stays. */
export function stepAfter(steps: readonly WizardStep[], step: WizardStep): WizardStep {
  return steps.find((candidate) => isBefore(step, candidate)) ?? step
}

/** The step before, as far as one may go back: what made the owner is done once. */
export function stepBack(steps: readonly WizardStep[], step: SetupStep): SetupStep | null {
  const before = steps.findLast((candidate) => isBefore(candidate, step) && isBefore('owner', candidate))
  return (before as SetupStep | undefined) ?? null
}
