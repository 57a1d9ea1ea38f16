import type { SettingsSection } from '../../../lib/page.ts'
import { InterfaceForm } from './InterfaceForm.tsx'

/** What the settings page shows of the couple. */
export const sections: readonly SettingsSection[] = [
  {
    title: 'coupleInterface.settings.title',
    text: 'coupleInterface.settings.text',
    module: 'couple',
    Component: InterfaceForm,
  },
]
