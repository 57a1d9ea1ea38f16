import * as z from 'zod/mini'
import { defineAbility, defineSettings, type Role } from './definitions.ts'
import { message } from './errors.ts'
import { defaultLocale, isTimeZone, type Locale, locales } from './locale.ts'
import { mailServer } from './mail.ts'

/** Changes how the house runs: settings, modules, mail, content, people. */
export const administer = defineAbility('house.administer', {
  label: message('groups.abilities.administer'),
  text: message('groups.abilities.administerText'),
  roles: ['admin'],
  administrative: true,
})

const line = (longest: number) =>
  z.string().check(z.trim(), z.maxLength(longest), z.regex(/^[^\r\n]*$/, message('common.errors.oneLine')))

export const siteSettings = defineSettings(
  'house.site',
  z.object({
    name: line(80).check(z.minLength(1, message('house.errors.siteNameMissing'))),
    /** One line under the name on the home page; may be empty. */
    promise: line(200),
    language: z.enum(locales),
    timeZone: z.string().check(z.refine(isTimeZone, message('common.errors.notATimeZone'))),
    /** Address for links in mails, where the environment fixes none. */
    address: z
      .string()
      .check(z.maxLength(300), z.regex(/^(https?:\/\/[^\s/]+)?$/, message('house.errors.notAnAddress'))),
  }),
  { name: 'Foyer', promise: '', language: defaultLocale, timeZone: 'Europe/Paris', address: '' },
)

/** The modules that somebody switched, by name; all others are as their manifests say. */
export const modulesSettings = defineSettings(
  'house.modules',
  z.object({ switched: z.record(z.string(), z.boolean()) }),
  { switched: {} },
)

/** How far the first run came: the name of a step. */
export const setupProgress = defineSettings('house.setup', z.object({ step: z.string() }), { step: 'owner' })

/** Opens the first run; kept so that a restart prints the same link. */
export const setupToken = defineSettings(
  'house.setup-token',
  z.object({ token: z.string() }),
  { token: '' },
  { secrets: ['token'] },
)

/** What the last check of the whole database file found, and when; 0 before the first. */
export const databaseCheck = defineSettings('house.database-check', z.object({ sound: z.boolean(), at: z.number() }), {
  sound: true,
  at: 0,
})

/** Settings that the admin screens read and change. */
export const adminSettings = [siteSettings, mailServer] as const

/** What every page knows of whoever looks at it. */
export interface Me {
  readonly account: {
    readonly id: number
    readonly name: string
    readonly username: string
    readonly role: Role
  } | null
  /** Somebody is signed in and a visitor to everything until they have set up a second factor. */
  readonly mustEnrol: { readonly username: string } | null
  readonly abilities: readonly string[]
  /** Names of the modules that are on. */
  readonly modules: readonly string[]
  /** What domains add, each read through its own definition. */
  readonly parts: Readonly<Record<string, object>>
  readonly site: {
    readonly name: string
    readonly promise: string
    readonly language: Locale
    readonly address: string
  }
  readonly locale: Locale
  readonly timeZone: string
  readonly setupNeeded: boolean
}

/** A module with its switch; `label` and `text` are message keys of its domain. */
export interface ModuleView {
  readonly name: string
  readonly label: string
  readonly text: string
  readonly on: boolean
}

/** The way through the first run with the modules that are on, and the step at which it stands. */
export interface SetupView {
  readonly step: string
  /** `label` is a message key of the step's domain. */
  readonly steps: readonly { readonly name: string; readonly label: string }[]
}

export interface SettingsView {
  readonly value: unknown
  readonly revision: number
  readonly secretsSet: readonly string[]
}

/** Of example content: whether there is any, and whether nothing is left to put in. */
export interface DemoState {
  readonly isIn: boolean
  readonly isWhole: boolean
}

export interface DeadJob {
  readonly id: number
  readonly name: string
  readonly error: string
  readonly deadAt: string
}
