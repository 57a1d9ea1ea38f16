import { useTranslations } from 'use-intl'
import type { TorrentView } from '../../../../../shared/torrents.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { isLost, isStopped } from '../../arrange.ts'
import styles from './DetailPage.module.css'
import type { OpenTorrent } from './openTorrent.ts'

/** What can be done with the torrent that is open. */
export function DetailActs({ torrent, open }: { torrent: TorrentView; open: OpenTorrent }) {
  const t = useTranslations()
  const { isBlocked, pending, onCommand, onRemove } = open
  const main = isLost(torrent.state) ? 'retry' : isStopped(torrent.state) ? 'resume' : 'pause'
  const icon = { retry: 'refresh', resume: 'play', pause: 'pause' } as const
  return (
    <div className={styles.acts}>
      <Button
        look="outline"
        size="small"
        busy={pending === main}
        disabled={isBlocked}
        onClick={() => onCommand(main, torrent)}
      >
        <Icon name={icon[main]} size={16} />
        {t(`torrentPages.buttons.${main}`)}
      </Button>
      {!isLost(torrent.state) && (
        <Button
          look="outline"
          size="small"
          busy={pending === 'recheck'}
          disabled={isBlocked}
          onClick={() => onCommand('recheck', torrent)}
        >
          <Icon name="refresh" size={16} />
          {t('torrentPages.buttons.recheck')}
        </Button>
      )}
      <Button look="outline" size="small" className={styles.grave} onClick={() => onRemove(torrent)}>
        <Icon name="trash" size={16} />
        {t('torrentPages.buttons.remove')}
      </Button>
    </div>
  )
}
