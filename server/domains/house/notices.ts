import * as z from 'zod/mini'
import { defineNotice } from '../../../shared/definitions.ts'
import type { MessageKey } from '../../../shared/messages/catalogue.gen.ts'

/** A line of the health page turned red, or is well again. */
export const healthChanged = defineNotice(
  'house.health-changed',
  z.object({ line: z.string(), state: z.enum(['red', 'well']) }),
  {
    label: 'notices.kinds.healthChanged.label',
    title: 'notices.kinds.healthChanged.title',
    text: 'notices.kinds.healthChanged.text',
    link: () => '/admin/health',
    icon: 'gauge',
    channels: ['page', 'mail'],
    args: ({ line, state }, words) => ({ state, line: words(line as MessageKey) }),
  },
)
