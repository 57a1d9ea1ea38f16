import { createSpotlight, Spotlight, type SpotlightStore } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '../Icon.tsx'
import { Themed } from './Themed.tsx'
import { usePaletteActions } from './usePaletteActions.tsx'

/** The box stays as tall as it is while lines come and go. */
const height = 'min(60vh, 32rem)'

interface PaletteProps {
  readonly opened: boolean
  readonly onClose: () => void
}

/** Everything that can be reached or done from here, by typing. */
export function Palette({ opened, onClose }: PaletteProps) {
  const t = useTranslations()
  const [[store, spotlight]] = useState(createSpotlight)
  const [query, setQuery] = useState('')
  const actions = usePaletteActions(query)

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
        attributes={{ content: { 'aria-label': t('common.navigation.search') } }}
        onSpotlightClose={onClose}
        nothingFound={t('app.palette.nothing')}
        limit={12}
        scrollable
        maxHeight={height}
        scrollAreaProps={{ mih: height }}
        searchProps={{
          leftSection: <Icon name="search" />,
          placeholder: t('app.palette.placeholder'),
          'aria-label': t('common.navigation.search'),
        }}
      />
    </Themed>
  )
}

/** Mantine chooses a line when something is typed; what is found comes later, and Enter means its first line then. */
function selectFirst(store: SpotlightStore): void {
  const list = document.getElementById(store.getState().listId)
  if (!list || list.querySelector('[data-selected]')) return
  list.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState((state) => ({ ...state, selected: 0 }))
}
