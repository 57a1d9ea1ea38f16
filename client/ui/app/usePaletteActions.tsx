import { useDebouncedValue } from '@mantine/hooks'
import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { createTranslator } from 'use-intl/core'
import type { Locale } from '../../../shared/locale.ts'
import type { Messages } from '../../../shared/messages/catalogue.gen.ts'
import { createFormats } from '../../lib/formats.ts'
import type { Command, CommandModule, FindArguments, NavigationEntry } from '../../lib/page.ts'
import { chooseColorScheme } from '../../lib/preferences.ts'
import type { Services } from '../../lib/services.ts'
import { loadWords, type Translate } from '../../lib/words.ts'
import { Icon } from '../Icon.tsx'
import { useServices } from '../services.tsx'
import { useLanguage } from '../useLanguage.ts'
import { useNavigationEntries } from '../useNavigationEntries.ts'

/** What a feature brings, with what it is called with: the words are those of its own catalogues. */
interface Source extends CommandModule {
  readonly own: FindArguments
}

/** One letter means nearly everything. */
const shortestQuery = 2

interface PaletteActions {
  readonly actions: SpotlightActionGroupData[]
  /** The house was asked about the words and has not answered. */
  readonly isSearching: boolean
}

/** Everything that can be reached or done from here, and what the house holds about the words that were typed. */
export function usePaletteActions(query: string): PaletteActions {
  const t = useTranslations()
  const navigate = useNavigate()
  const chooseLanguage = useLanguage()
  const site = useNavigationEntries('site')
  const workshop = useNavigationEntries('workshop')
  const sources = useSources()
  const { found, isSearching } = useFound(sources, query.trim())

  return {
    isSearching,
    actions: [
      {
        group: t('app.palette.pages'),
        actions: [...new Map([...site, ...workshop].map((entry) => [entry.to, entry])).values()].map((entry) =>
          pageAction(entry, t, navigate),
        ),
      },
      {
        group: t('app.palette.actions'),
        actions: sources.flatMap(({ commands, own }) => commands(own)).map(commandAction),
      },
      { group: t('app.palette.found'), actions: found.map(commandAction) },
      { group: t('app.palette.appearance'), actions: appearanceActions(t, chooseLanguage) },
    ],
  }
}

function useSources(): readonly Source[] {
  const navigate = useNavigate()
  const services = useServices()
  const [sources, setSources] = useState<readonly Source[]>([])
  useEffect(() => {
    let current = true
    void loadSources(services, (to) => void navigate(to)).then((loaded) => current && setSources(loaded))
    return () => {
      current = false
    }
  }, [services, navigate])
  return sources
}

async function loadSources({ features, me, locale, api }: Services, go: (to: string) => void): Promise<Source[]> {
  const load = async ({ load, words = [] }: NonNullable<Services['features'][number]['commands']>) => {
    const [module, messages] = await Promise.all([load(), loadWords(locale, ['common', ...words])])
    const t = createTranslator({ locale, messages: messages as Messages }) as unknown as Translate
    return { ...module, own: { me, t, go, api, formats: createFormats(locale, me.timeZone, t) } }
  }
  return Promise.all(features.flatMap(({ commands }) => (commands ? [load(commands)] : [])))
}

interface Found {
  readonly found: readonly Command[]
  readonly isSearching: boolean
}

/** What could not be found out is left out: the pages and actions are there all the same. */
function useFound(sources: readonly Source[], query: string): Found {
  const [asked] = useDebouncedValue(query, 200)
  const [answer, setAnswer] = useState<{ readonly to: string; readonly commands: readonly Command[] }>(noAnswer)
  useEffect(() => {
    let current = true
    const searches = asked.length < shortestQuery ? [] : sources.map(({ find, own }) => find?.(asked, own) ?? [])
    void Promise.allSettled(searches).then((results) => {
      if (!current) return
      const commands = results.flatMap((result) => (result.status === 'fulfilled' ? result.value : []))
      // They match whatever their labels say.
      setAnswer({ to: asked, commands: commands.map((command) => ({ ...command, keywords: [asked] })) })
    })
    return () => {
      current = false
    }
  }, [sources, asked])
  return { found: answer.commands, isSearching: answer.to !== query }
}

const noAnswer = { to: '', commands: [] }

const pageAction = ({ to, label, icon }: NavigationEntry, t: Translate, navigate: (to: string) => unknown) => ({
  id: to,
  label: t(label as never),
  leftSection: <Icon name={icon} />,
  onClick: () => void navigate(to),
})

const commandAction = ({ id, label, description, keywords, run }: Command) => ({
  id,
  label,
  ...(description ? { description } : {}),
  ...(keywords ? { keywords: [...keywords] } : {}),
  onClick: run,
})

const appearanceActions = (t: Translate, chooseLanguage: (locale: Locale) => void) => [
  ...(['auto', 'light', 'dark'] as const).map((scheme) => ({
    id: `scheme-${scheme}`,
    label: t(`common.appearance.${scheme}`),
    onClick: () => chooseColorScheme(scheme),
  })),
  ...(['fr', 'en'] as const).map((language) => ({
    id: `language-${language}`,
    label: t(`common.appearance.${language}`),
    onClick: () => chooseLanguage(language),
  })),
]
