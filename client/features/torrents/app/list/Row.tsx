import { type MouseEvent, memo } from 'react'
import { useTranslations } from 'use-intl'
import type { TorrentView } from '../../../../../shared/torrents.ts'
import { Icon } from '../../../../ui/Icon.tsx'
import { Link } from '../../../../ui/Link.tsx'
import { isLost } from '../../arrange.ts'
import type { Command } from '../acts/useCommands.ts'
import { useTorrentWords } from '../useTorrentWords.ts'
import { Box, Part } from './Part.tsx'
import styles from './Row.module.css'
import { toneOf } from './tone.ts'

export interface RowActs {
  /** With the mouse's keys: a range, or one more. */
  pick(id: number, event: MouseEvent): void
  open(id: number, event: MouseEvent): void
  retry(torrent: TorrentView): void
}

interface RowProps {
  readonly torrent: TorrentView
  readonly index: number
  readonly domId: string
  readonly to: string
  readonly isSelected: boolean
  readonly isActive: boolean
  readonly isOpen: boolean
  readonly pending: Command | undefined
  /** Whether the person may act on it: only such ones are selected. */
  readonly mayAct: boolean
  readonly withOwners: boolean
  readonly acts: RowActs
}

/** One torrent: a line of a table, or a card on phones. */
export const Row = memo(function Row(props: RowProps) {
  const { torrent, index, domId, to, isSelected, isActive, isOpen, mayAct, withOwners, acts } = props
  const words = useTorrentWords()
  const { id, name, problem, size, down, up, ratio, seeds, peers, addedAt, owners } = torrent
  const note = problem ? words.problem(problem) : isLost(torrent.state) ? words.state(torrent.state) : null
  // Of a whole one the engine tells how long it is still given on.
  const left = torrent.progress < 1 ? torrent.eta : null
  const people = owners.map((owner) => owner.name).join(', ')
  return (
    <Part
      id={domId}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={styles.row}
      data-tone={toneOf(torrent.state)}
      data-active={isActive || undefined}
      data-open={isOpen || undefined}
      onClick={(event) => acts.open(id, event)}
    >
      <Part role="gridcell" className={styles.pick}>
        <Pick torrent={torrent} isSelected={isSelected} mayAct={mayAct} onPick={acts.pick} />
      </Part>
      <Part role="gridcell" className={styles.name}>
        <Link to={to} className={styles.link ?? ''} preventScrollReset tabIndex={-1} title={name}>
          {name}
        </Link>
        {note && <span className={styles.problem}>{note}</span>}
      </Part>
      <State {...props} />
      <Part role="gridcell" className={styles.progress}>
        <span className={styles.bar} aria-hidden="true">
          <span className={styles.done} style={{ width: `${torrent.progress * 100}%` }} />
        </span>
        <span className={styles.percent}>{words.percent(torrent.progress)}</span>
      </Part>
      <Part role="gridcell" className={styles.size}>
        {words.size(size)}
      </Part>
      <Part role="gridcell" className={styles.down} data-some={down > 0 || undefined}>
        {words.speed(down)}
      </Part>
      <Part role="gridcell" className={styles.up} data-some={up > 0 || undefined}>
        {words.speed(up)}
      </Part>
      <Part role="gridcell" className={styles.eta} data-some={left !== null || undefined}>
        {words.duration(left)}
      </Part>
      <Part role="gridcell" className={styles.ratio}>
        {words.ratio(ratio)}
      </Part>
      <Part role="gridcell" className={styles.peers}>
        {seeds} / {peers}
      </Part>
      <Part role="gridcell" className={styles.added}>
        {words.since(addedAt)}
      </Part>
      {withOwners && (
        <Part role="gridcell" className={styles.owner} title={people}>
          {people}
        </Part>
      )}
    </Part>
  )
})

function State({ torrent, pending, mayAct, acts }: RowProps) {
  const t = useTranslations()
  const words = useTorrentWords()
  const { state } = torrent
  if (pending) {
    return (
      <Part role="gridcell" className={styles.state} data-pending>
        {t(`torrentPages.buttons.${pending}Pending`)}
      </Part>
    )
  }
  return (
    <Part role="gridcell" className={styles.state}>
      {isLost(state) && mayAct ? (
        <>
          <button
            type="button"
            className={styles.retry}
            tabIndex={-1}
            title={words.state(state)}
            onClick={(event) => {
              event.stopPropagation()
              acts.retry(torrent)
            }}
          >
            <Icon name="refresh" size={14} />
            {t('torrentPages.buttons.retry')}
          </button>
          <span className={styles.lost}>{words.state(state)}</span>
        </>
      ) : (
        words.state(state)
      )}
    </Part>
  )
}

interface PickProps extends Pick<RowProps, 'torrent' | 'isSelected' | 'mayAct'> {
  readonly onPick: RowActs['pick']
}

/** A box to tick; on phones a ring that shows how far it is. */
function Pick({ torrent: { id, name, progress }, isSelected, mayAct, onPick }: PickProps) {
  const t = useTranslations()
  return (
    <Box
      role="checkbox"
      aria-checked={isSelected}
      aria-label={t('torrentPages.selection.pick', { name })}
      className={styles.box}
      style={{ '--share': `${progress * 100}%` } as Record<string, string>}
      disabled={!mayAct}
      tabIndex={-1}
      onClick={(event) => {
        event.stopPropagation()
        onPick(id, event)
      }}
    >
      <span className={styles.tick}>{isSelected && <Icon name="check" size={14} />}</span>
      <span className={styles.inRing} aria-hidden="true">
        {isSelected ? <Icon name="check" size={20} /> : Math.floor(progress * 100)}
      </span>
    </Box>
  )
}
