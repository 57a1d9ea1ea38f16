import type { ComponentType } from 'react'
import type { LoaderFunction, ShouldRevalidateFunction } from 'react-router'
import type { Me } from '../../shared/house.ts'
import type { MessageKey, Messages } from '../../shared/messages/catalogue.gen.ts'
import type { Formats } from './formats.ts'
import type { Api } from './trpc.ts'
import type { Translate } from './words.ts'

/** Three rooms of one house: public pages, the couple's pages, the workshop. */
export type Mood = 'studio' | 'nous' | 'atelier'

export type WordsDomain = keyof Messages & string

/** What search engines, link previews and the browser's tab learn of a page. */
export interface PageMeta {
  readonly title: string
  readonly description?: string
  /** Path or address of a picture for link previews. */
  readonly image?: string
  /** Keeps the page out of search engines. */
  readonly unlisted?: boolean
}

export interface MetaArguments<Data = unknown> {
  readonly data: Data
  readonly me: Me
  readonly t: Translate
}

/** What the file of a page exports. A page under `site/` may have a loader, a page under `app/` uses hooks instead. */
export interface PageModule {
  readonly Component: ComponentType
  readonly loader?: LoaderFunction
  // biome-ignore lint/suspicious/noExplicitAny: each page knows the data of its own loader
  readonly meta?: (of: MetaArguments<any>) => PageMeta
  readonly ErrorBoundary?: ComponentType
  readonly shouldRevalidate?: ShouldRevalidateFunction
}

/** One page of a feature; its code is loaded when it is opened. */
export interface PageRoute {
  readonly path?: string
  readonly index?: true
  /** `site` is rendered on the server; `app` only in browsers, with Mantine and TanStack Query around it. */
  readonly kind: 'site' | 'app'
  readonly load: () => Promise<PageModule>
  /** Catalogues that the page speaks from, besides `common` (and `app` under `app/`); its children have them too. */
  readonly words?: readonly WordsDomain[]
  /** Inherited from the parent; public pages are *studio*, those of the workshop *atelier*. */
  readonly mood?: Mood
  /** Its first section reaches beneath the header. */
  readonly hero?: true
  /** Title of a page without `meta`. */
  readonly title?: MessageKey
  /** Visitors are sent to the sign-in page and come back. */
  readonly signedIn?: true
  /** Name of the ability without which the page answers 403; of several, one is enough. */
  readonly ability?: string | readonly string[]
  /** While this module is off, the page does not exist. Pages whose loader the house refuses need no word of it. */
  readonly module?: string
  readonly children?: readonly PageRoute[]
}

export type IconName =
  | 'home'
  | 'heart'
  | 'photos'
  | 'gauge'
  | 'sliders'
  | 'blocks'
  | 'mail'
  | 'list'
  | 'box'
  | 'user'
  | 'people'
  | 'pulse'
  | 'circles'
  | 'bell'
  | 'torrent'
  | 'find'
  | 'engine'

/** A line in the menus, drawn where the visitor may use it. */
export interface NavigationEntry {
  readonly to: string
  readonly label: MessageKey
  readonly icon: IconName
  /** `site`: the header and the bottom tabs; `workshop`: beside the pages of the workshop. */
  readonly place: 'site' | 'workshop'
  /** Drawn only where this module is on. */
  readonly module?: string
  /** Drawn only for whom this is true: a line leads nowhere that is closed to whoever looks. */
  readonly shown?: (me: Me) => boolean
  readonly ability?: string
  readonly signedIn?: true
  /** Shows it on the home page too, as a door to a room. */
  readonly door?: { readonly text: MessageKey; readonly mood: Mood; readonly label?: MessageKey }
}

/** What a feature adds to ⌘K; asked when the palette opens, inside the app's providers. */
export interface Command {
  readonly id: string
  readonly label: string
  readonly description?: string
  readonly keywords?: readonly string[]
  readonly run: () => void
}

export interface CommandArguments {
  readonly me: Me
  readonly t: Translate
  readonly go: (to: string) => void
}

/** What a search is given besides: it asks the house, and dates what it finds. */
export interface FindArguments extends CommandArguments {
  readonly api: Api
  readonly formats: Formats
}

/** What the file of a feature's commands exports. */
export interface CommandModule {
  readonly commands: (of: CommandArguments) => readonly Command[]
  /** The things of the house that typed words mean, the best first; a handful. */
  readonly find?: (query: string, of: FindArguments) => Promise<readonly Command[]>
}

export interface CommandSource {
  readonly words?: readonly WordsDomain[]
  readonly load: () => Promise<CommandModule>
}

/** What a step of the first run is given to lead on. */
export interface SetupStepProps {
  /** Goes on; the house remembers it. */
  readonly onNext: () => Promise<void>
  /** null where there is no way back. */
  readonly onBack: (() => void) | null
  /** It was answered before. */
  readonly isAnswered: boolean
}

/** A step of the first run: what is asked, and how. */
export interface SetupStep {
  readonly title: MessageKey
  readonly text: MessageKey
  readonly Component: ComponentType<SetupStepProps>
}

/** Where whoever set the house up may begin. */
export interface SetupDoor {
  readonly to: string
  readonly icon: IconName
  readonly label: MessageKey
  readonly text: MessageKey
}

/** With what a new house may begin, besides nothing and examples; the page that brings it in opens after the first run. */
export interface SetupContent {
  readonly label: MessageKey
  readonly text: MessageKey
  readonly to: string
  /** Offered only where this module is on. */
  readonly module: string
}

/** What a feature adds to the first run. */
export interface FeatureSetup {
  /** By the names under which the domain's manifest puts them on the way. */
  readonly steps: Readonly<Record<string, SetupStep>>
  readonly door?: (me: Me) => SetupDoor | null
  readonly content?: SetupContent
}

/** A group of settings on the settings page. */
export interface SettingsSection {
  readonly title: MessageKey
  readonly text: MessageKey
  /** Drawn only where this module is on. */
  readonly module?: string
  readonly Component: ComponentType
}

/** What a feature adds to the client; listed in `client/routes.tsx`. */
export interface Feature {
  /** Pages in the public frame. */
  readonly pages?: readonly PageRoute[]
  /** Pages shown over the home page, which stays mounted beneath them. */
  readonly overHome?: readonly PageRoute[]
  /** Pages without any menu: set-up, invitation. */
  readonly bare?: readonly PageRoute[]
  readonly navigation?: readonly NavigationEntry[]
  /** Stands beside the account menu of whoever is signed in; it speaks from `common`. */
  readonly corner?: () => Promise<{ readonly Corner: ComponentType }>
  readonly commands?: CommandSource
  readonly setup?: () => Promise<{ readonly setup: FeatureSetup }>
  readonly settings?: () => Promise<{ readonly sections: readonly SettingsSection[] }>
  /** Catalogues that name its module, its acts, its health lines, its part of the first run and its settings. */
  readonly words?: readonly WordsDomain[]
}
