import { useTranslations } from 'use-intl'
import type { TorrentView } from '../../../../../shared/torrents.ts'
import { type AnyIcon, Icon } from '../../../../ui/Icon.tsx'
import { isLost } from '../../arrange.ts'
import type { Command } from '../acts/useCommands.ts'
import styles from './SelectionBar.module.css'

interface SelectionBarProps {
  readonly chosen: readonly TorrentView[]
  /** Nothing can be told to an engine that does not answer. */
  readonly isBlocked: boolean
  readonly onCommand: (command: Exclude<Command, 'retry' | 'remove'>) => void
  /** Sends what the engine has not. */
  readonly onRetry: (lost: readonly TorrentView[]) => void
  readonly onShare: () => void
  readonly onRemove: () => void
  readonly onClear: () => void
}

const commands = [
  { command: 'resume', icon: 'play' },
  { command: 'pause', icon: 'pause' },
  { command: 'recheck', icon: 'refresh' },
] as const

/** What can be done with all that is selected. */
export function SelectionBar({ chosen, isBlocked, ...on }: SelectionBarProps) {
  const t = useTranslations()
  if (chosen.length === 0) return null
  const lost = chosen.filter(({ state }) => isLost(state))
  return (
    <div className={styles.bar} role="toolbar" aria-label={t('torrentPages.selection.acts')}>
      <p className={styles.count} aria-live="polite">
        {t('torrentPages.selection.count', { count: chosen.length })}
      </p>
      <div className={styles.acts}>
        {commands.map(({ command, icon }) => (
          <Act
            key={command}
            icon={icon}
            label={t(`torrentPages.buttons.${command}`)}
            isBlocked={isBlocked}
            onAct={() => on.onCommand(command)}
          />
        ))}
        {lost.length > 0 && (
          <Act
            icon="engine"
            label={t('torrentPages.buttons.retry')}
            isBlocked={isBlocked}
            onAct={() => on.onRetry(lost)}
          />
        )}
        <Act icon="sliders" label={t('torrentPages.share.title')} isBlocked={isBlocked} onAct={on.onShare} />
        <Act icon="trash" label={t('torrentPages.buttons.remove')} isBlocked={false} isGrave onAct={on.onRemove} />
        <Act icon="close" label={t('torrentPages.selection.clear')} isBlocked={false} isQuiet onAct={on.onClear} />
      </div>
    </div>
  )
}

interface ActProps {
  readonly icon: AnyIcon
  readonly label: string
  readonly isBlocked: boolean
  readonly isGrave?: boolean
  /** Its drawing says enough everywhere. */
  readonly isQuiet?: boolean
  readonly onAct: () => void
}

function Act({ icon, label, isBlocked, isGrave, isQuiet, onAct }: ActProps) {
  return (
    <button
      type="button"
      className={styles.act}
      data-grave={isGrave || undefined}
      data-quiet={isQuiet || undefined}
      disabled={isBlocked}
      title={label}
      aria-label={label}
      onClick={onAct}
    >
      <Icon name={icon} size={18} />
      <span className={styles.label}>{label}</span>
    </button>
  )
}
