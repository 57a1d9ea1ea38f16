import { coupleMe } from '../../../../shared/couple-me.ts'
import type { FeatureSetup } from '../../../lib/page.ts'
import { CoupleStep } from './setup/CoupleStep.tsx'

/** What the first run asks about the couple. */
export const setup: FeatureSetup = {
  steps: {
    couple: { title: 'coupleEditor.setup.title', text: 'coupleEditor.setup.text', Component: CoupleStep },
  },
  door: (me) =>
    coupleMe.of(me).partner
      ? {
          to: '/couple/memories/new',
          icon: 'heart',
          label: 'coupleEditor.setup.door',
          text: 'coupleEditor.setup.doorText',
        }
      : null,
  content: {
    label: 'coupleImport.offer.content',
    text: 'coupleImport.offer.text',
    to: '/admin/couple/import',
    module: 'couple',
  },
}
