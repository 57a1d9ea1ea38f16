import { Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { IndexerView } from '../../../../../../shared/torrent-search.ts'
import { Notice } from '../../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../../ui/app/useAct.ts'
import { useConfirm } from '../../../../../ui/app/useConfirm.ts'
import { Button } from '../../../../../ui/Button.tsx'
import { Icon } from '../../../../../ui/Icon.tsx'
import { useApi } from '../../../../../ui/services.tsx'
import { useToasts } from '../../../../../ui/Toast.tsx'
import { VisuallyHidden } from '../../../../../ui/VisuallyHidden.tsx'
import styles from './Indexers.module.css'
import { useIndexerActs } from './useIndexerActs.ts'

interface IndexerLineProps {
  readonly indexer: IndexerView
  readonly revision: number
  readonly onEdit: () => void
}

/** An indexer: whether it is asked, and what can be done with it. */
export function IndexerLine({ indexer, revision, onEdit }: IndexerLineProps) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const confirm = useConfirm()
  const change = useIndexerActs()
  const { run, busy, failure } = useAct()
  const { id, name, url, on, keySet } = indexer
  // Turned at once; it falls back where the house refuses.
  const [turned, setTurned] = useState(on)
  const turn = (next: boolean) =>
    run(async () => {
      setTurned(next)
      const asked = { revision, id, name, url, apiKey: '', on: next }
      await change(() => api.torrents.changeIndexer.mutate(asked)).catch((thrown: unknown) => {
        setTurned(on)
        throw thrown
      })
    })
  const remove = async () => {
    const sure = await confirm({
      title: t('torrentSearch.settings.removeTitle', { name }),
      text: t('torrentSearch.settings.removeText'),
      confirm: t('torrentSearch.settings.remove'),
      destructive: true,
    })
    if (!sure) return
    await change(() => api.torrents.removeIndexer.mutate({ revision, id }))
    toasts.show({ text: t('torrentSearch.settings.removed', { name }) })
  }
  const states = [!on && t('torrentSearch.settings.off'), !keySet && t('torrentSearch.settings.noKey')].filter(Boolean)
  return (
    <div className={styles.line} data-off={!on || undefined}>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <div className={styles.row}>
        <Switch
          aria-label={t('torrentSearch.settings.on', { name })}
          checked={turned}
          onChange={({ currentTarget }) => turn(currentTarget.checked)}
        />
        <div className={styles.words}>
          <p className={styles.name}>{name}</p>
          <p className={styles.detail}>{[new URL(url).host, ...states].join(' · ')}</p>
        </div>
        <div className={styles.acts}>
          <Button look="plain" size="small" onClick={onEdit}>
            <Icon name="edit" size={16} />
            <VisuallyHidden>{t('torrentSearch.settings.editOf', { name })}</VisuallyHidden>
          </Button>
          <Button look="plain" size="small" busy={busy} onClick={() => run(remove)}>
            <Icon name="trash" size={16} />
            <VisuallyHidden>{t('torrentSearch.settings.removeOf', { name })}</VisuallyHidden>
          </Button>
        </div>
      </div>
    </div>
  )
}
