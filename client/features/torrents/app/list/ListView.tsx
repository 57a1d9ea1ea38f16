import { useDeferredValue, useMemo, useRef, useState } from 'react'
import { Outlet, useNavigate, useParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { EngineStanding } from '../../../../../shared/torrent-engine.ts'
import type { TorrentScope, TorrentView } from '../../../../../shared/torrents.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { useMe } from '../../../../ui/services.tsx'
import { arrange } from '../../arrange.ts'
import { Removal } from '../acts/Removal.tsx'
import { Sharing } from '../acts/Sharing.tsx'
import { useCommands } from '../acts/useCommands.ts'
import type { OpenTorrent } from '../detail/openTorrent.ts'
import { Filters } from './Filters.tsx'
import styles from './ListView.module.css'
import { SelectionBar } from './SelectionBar.tsx'
import { Table } from './Table.tsx'
import { useRowActs } from './useRowActs.ts'
import { useSelection } from './useSelection.ts'
import { useSizes } from './useSizes.ts'
import { useWanted } from './useWanted.ts'
import { useWindowRows } from './useWindowRows.ts'

interface ListViewProps {
  readonly scope: TorrentScope
  readonly torrents: readonly TorrentView[]
  readonly standing: EngineStanding | null
}

const nobody: readonly TorrentView[] = []

/** The list with all that is done to it, and one of its torrents beside it. */
export function ListView({ scope, torrents, standing }: ListViewProps) {
  const t = useTranslations()
  const me = useMe()
  const navigate = useNavigate()
  const { id: openId } = useParams()
  const open = openId === undefined ? null : Number(openId)
  const searchField = useRef<HTMLInputElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const [removing, setRemoving] = useState(nobody)
  const [sharing, setSharing] = useState(nobody)

  const state = useWanted()
  // A letter that was typed is shown before the rows that it leaves are.
  const wanted = useDeferredValue(state.wanted)
  const { shown, counts } = useMemo(() => arrange(torrents, wanted), [torrents, wanted])
  const sizes = useSizes(list)
  const rows = useWindowRows(shown.length, sizes.row, sizes.head)
  const commands = useCommands(torrents)

  const base = scope === 'own' ? '/torrents' : '/torrents/all'
  const pathOf = (id: number) => `${base}/${id}${state.search}`
  const go = (to: string) => void navigate(to, { preventScrollReset: true })
  const close = () => go(base + state.search)
  const isAdmin = me.abilities.includes('torrents.administer')
  const mayAct = ({ owners }: TorrentView) => isAdmin || owners.some(({ id }) => id === me.account?.id)
  const isBlocked = standing !== null && standing.state !== 'up'

  const chosenState = useSelection({
    shown,
    mayAct,
    page: Math.max(1, rows.count - 3),
    onShow: rows.show,
    onOpen: (id) => go(pathOf(id)),
    onDelete: () => setRemoving(chosenState.chosen),
    onLeave: () => open !== null && close(),
  })
  const { selection, chosen } = chosenState
  const acts = useRowActs({
    pick: chosenState.pick,
    setActive: chosenState.setActive,
    open: (id) => go(pathOf(id)),
    retry: (torrent) => void commands.run('retry', [torrent]),
  })

  const beside: OpenTorrent = {
    torrent: torrents.find(({ id }) => id === open) ?? null,
    mayAct: false,
    isBlocked,
    pending: open === null ? undefined : commands.pending.get(open),
    onCommand: (command, torrent) => void commands.run(command, [torrent]),
    onRemove: (torrent) => setRemoving([torrent]),
    onClose: close,
  }
  const context = { ...beside, mayAct: beside.torrent !== null && mayAct(beside.torrent) }

  return (
    <div className={styles.view} data-open={open !== null || undefined} data-chosen={chosen.length > 0 || undefined}>
      <div ref={list} className={styles.list}>
        <div className={styles.tools}>
          <Filters state={state} counts={counts} search={searchField} />
        </div>
        {shown.length === 0 ? (
          <Empty
            icon="search"
            title={<h2>{t('torrentPages.empty.noMatch')}</h2>}
            action={
              <Button
                look="outline"
                size="small"
                onClick={() => {
                  state.clear()
                  searchField.current?.focus()
                }}
              >
                {t('torrentPages.filters.clear')}
              </Button>
            }
          />
        ) : (
          <Table
            shown={shown}
            rows={rows}
            sizes={sizes}
            label={t(scope === 'own' ? 'torrentPages.list.ownTitle' : 'torrentPages.list.allTitle')}
            order={state.wanted.order}
            onOrder={state.setOrder}
            selection={selection}
            pending={commands.pending}
            open={open}
            isOld={standing?.state === 'down'}
            withOwners={scope === 'all'}
            mayAct={mayAct}
            pathOf={pathOf}
            acts={acts}
            onAll={chosenState.all}
            onKey={chosenState.onKey}
          />
        )}
        <SelectionBar
          chosen={chosen}
          isBlocked={isBlocked}
          onCommand={(command) => void commands.run(command, chosen)}
          onRetry={(lost) => void commands.run('retry', lost)}
          onShare={() => setSharing(chosen)}
          onRemove={() => setRemoving(chosen)}
          onClear={chosenState.clear}
        />
      </div>
      <Outlet context={context} />
      {sharing.length > 0 && <Sharing torrents={sharing} isBlocked={isBlocked} onClose={() => setSharing(nobody)} />}
      {removing.length > 0 && (
        <Removal
          torrents={removing}
          onClose={() => setRemoving(nobody)}
          onRemove={(choice) => {
            void commands.run('remove', removing, choice)
            setRemoving(nobody)
            chosenState.clear()
            if (removing.some(({ id }) => id === open)) close()
          }}
        />
      )}
    </div>
  )
}
