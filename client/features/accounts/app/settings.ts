import type { SettingsSection } from '../../../lib/page.ts'
import { RequirementForm } from './mfa/RequirementForm.tsx'

/** What the settings page shows of the accounts. */
export const sections: readonly SettingsSection[] = [
  { title: 'mfa.page.settings.title', text: 'mfa.page.settings.text', Component: RequirementForm },
]
