import type { CoupleView } from '../../../shared/couple.ts'
import type { Translate } from '../../lib/words.ts'

/** « Camille & Sacha »; the page's title until somebody is known. */
export function namesOf({ partners }: Pick<CoupleView, 'partners'>, t: Translate): string {
  const [first, second] = partners
  if (!first) return t('couple.page.title')
  return second ? t('couple.page.names', { first: first.name, second: second.name }) : first.name
}
