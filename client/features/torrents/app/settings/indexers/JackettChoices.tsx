import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { IndexersView } from '../../../../../../shared/torrent-search.ts'
import { Notice } from '../../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../../ui/app/useAct.ts'
import { Button } from '../../../../../ui/Button.tsx'
import styles from './Indexers.module.css'

interface Choice {
  readonly name: string
  readonly url: string
}

interface JackettChoicesProps {
  readonly found: readonly Choice[]
  readonly view: IndexersView
  readonly onAdd: (chosen: Choice[]) => Promise<void>
}

/** The indexers that a Jackett has: those that the house lacks are added at once. */
export function JackettChoices({ found, view, onAdd }: JackettChoicesProps) {
  const t = useTranslations()
  const { run, busy, failure } = useAct()
  const isKnown = ({ url }: Choice) => view.indexers.some((indexer) => indexer.url === url)
  const [chosen, setChosen] = useState(() => found.filter((one) => !isKnown(one)).map(({ url }) => url))
  const toggle = (url: string, on: boolean) => setChosen(on ? [...chosen, url] : chosen.filter((one) => one !== url))
  const picked = found.filter(({ url }) => chosen.includes(url))
  return (
    <div className={styles.choices}>
      <Notice tone={found.length === 0 ? 'warn' : 'ok'}>
        {t('torrentSearch.settings.jackett', { count: found.length })}
      </Notice>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {found.length > 0 && (
        <>
          <fieldset className={styles.boxes}>
            <legend>{t('torrentSearch.settings.choose')}</legend>
            {found.map((one) => (
              <Checkbox
                key={one.url}
                label={one.name}
                {...(isKnown(one) ? { description: t('torrentSearch.settings.known') } : {})}
                checked={chosen.includes(one.url)}
                onChange={({ currentTarget }) => toggle(one.url, currentTarget.checked)}
              />
            ))}
          </fieldset>
          <Button
            size="small"
            busy={busy}
            disabled={picked.length === 0}
            className={styles.add ?? ''}
            onClick={() => run(() => onAdd(picked))}
          >
            {t('torrentSearch.settings.addChosen', { count: picked.length })}
          </Button>
        </>
      )}
    </div>
  )
}
