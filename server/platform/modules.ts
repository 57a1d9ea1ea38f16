import { modulesSettings } from '../../shared/house.ts'
import type { Module } from './domain.ts'
import type { Settings } from './settings/settings.ts'

/** Whether a module is on: as it was switched, else as its manifest says. */
export const isModuleOn = (settings: Settings, { name, on }: Module): boolean =>
  settings.get(modulesSettings).switched[name] ?? on
