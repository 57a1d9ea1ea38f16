import { createSpotlight, Spotlight, type SpotlightStore } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '../Icon.tsx'
import { Themed } from './Themed.tsx'
import { usePaletteActions } from './usePaletteActions.tsx'

interface PaletteProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Everything that can be reached or done from here, by typing. */
export function Palette({ opened, onClose }: PaletteProps) {
  const t = useTranslations()
  const [[store, spotlight]] = useState(createSpotlight)
  const [query, setQuery] = useState('')
  const { actions, isSearching } = usePaletteActions(query)

  useEffect(() => {
    if (query !== '' && actions.length > 0) selectFirst(store)
  }, [actions, query, store])

  useEffect(() => {
    if (opened) spotlight.open()
    else spotlight.close()
  }, [opened, spotlight])

  return (
    <Themed>
      <Spotlight
        store={store}
        actions={actions}
        query={query}
        onQueryChange={setQuery}
        shortcut={null}
        attributes={{ content: { 'aria-label': t('common.navigation.search'), 'data-palette': true } }}
        onSpotlightClose={onClose}
        nothingFound={t(isSearching ? 'common.states.loading' : 'app.palette.nothing')}
        limit={20}
        scrollable
        maxHeight="100%"
        searchProps={{
          leftSection: <Icon name="search" />,
          placeholder: t('app.palette.placeholder'),
          'aria-label': t('common.navigation.search'),
        }}
      />
    </Themed>
  )
}

/** Mantine chooses a line when something is typed; where it found none, Enter means the first of what is found later. */
function selectFirst(store: SpotlightStore): void {
  const list = document.getElementById(store.getState().listId)
  const lines = [...(list?.querySelectorAll('[data-action]') ?? [])]
  const chosen = lines.findIndex((line) => line.hasAttribute('data-selected'))
  if (chosen < 0) lines[0]?.setAttribute('data-selected', 'true')
  const selected = Math.max(0, chosen)
  if (store.getState().selected !== selected) store.updateState((state) => ({ ...state, selected }))
}
