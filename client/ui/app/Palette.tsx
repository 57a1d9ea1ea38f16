import { createSpotlight, Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { useEffect, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import { createTranslator } from 'use-intl/core'
import type { Locale } from '../../../shared/locale.ts'
import type { Messages } from '../../../shared/messages/catalogue.gen.ts'
import type { Command, NavigationEntry } from '../../lib/page.ts'
import { chooseColorScheme } from '../../lib/preferences.ts'
import type { Services } from '../../lib/services.ts'
import { loadWords, type Translate } from '../../lib/words.ts'
import { Icon } from '../Icon.tsx'
import { useServices } from '../services.tsx'
import { useLanguage } from '../useLanguage.ts'
import { useNavigationEntries } from '../useNavigationEntries.ts'
import { Themed } from './Themed.tsx'

interface PaletteProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Everything that can be reached or done from here, by typing. */
export function Palette({ opened, onClose }: PaletteProps) {
  const t = useTranslations()
  const [[store, spotlight]] = useState(createSpotlight)
  const actions = usePaletteActions()

  useEffect(() => {
    if (opened) spotlight.open()
    else spotlight.close()
  }, [opened, spotlight])

  return (
    <Themed>
      <Spotlight
        store={store}
        actions={actions}
        shortcut={null}
        attributes={{ content: { 'aria-label': t('common.navigation.search') } }}
        onSpotlightClose={onClose}
        nothingFound={t('app.palette.nothing')}
        limit={12}
        scrollable
        maxHeight="min(60vh, 32rem)"
        searchProps={{
          leftSection: <Icon name="search" />,
          placeholder: t('app.palette.placeholder'),
          'aria-label': t('common.navigation.search'),
        }}
      />
    </Themed>
  )
}

function usePaletteActions(): SpotlightActionGroupData[] {
  const t = useTranslations()
  const navigate = useNavigate()
  const services = useServices()
  const chooseLanguage = useLanguage()
  const site = useNavigationEntries('site')
  const workshop = useNavigationEntries('workshop')
  const [commands, setCommands] = useState<readonly Command[]>([])

  useEffect(() => {
    let current = true
    const go = (to: string) => void navigate(to)
    void loadCommands(services, go).then((loaded) => current && setCommands(loaded))
    return () => {
      current = false
    }
  }, [services, navigate])

  return useMemo(
    () => [
      {
        group: t('app.palette.pages'),
        actions: [...site, ...workshop].map((entry) => pageAction(entry, t, navigate)),
      },
      { group: t('app.palette.actions'), actions: commands.map(commandAction) },
      { group: t('app.palette.appearance'), actions: appearanceActions(t, chooseLanguage) },
    ],
    [t, site, workshop, commands, navigate, chooseLanguage],
  )
}

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

/** What the features bring, each in the words of its own catalogues. */
async function loadCommands({ features, me, locale }: Services, go: (to: string) => void): Promise<Command[]> {
  const sources = features.flatMap(({ commands }) => commands ?? [])
  const loaded = await Promise.all(
    sources.map(async ({ load, words = [] }) => {
      const [{ commands }, messages] = await Promise.all([load(), loadWords(locale, ['common', ...words])])
      const t = createTranslator({ locale, messages: messages as Messages }) as unknown as Translate
      return commands({ me, t, go })
    }),
  )
  return loaded.flat()
}
