import { useTranslations } from 'use-intl'
import type { EngineStanding } from '../../../../../shared/torrent-engine.ts'
import type { TorrentScope } from '../../../../../shared/torrents.ts'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { useMe } from '../../../../ui/services.tsx'

interface NoTorrentsProps {
  readonly scope: TorrentScope
  readonly standing: EngineStanding | null
  readonly onAdd: () => void
}

/** Before the first torrent: what to do about it, or who has to do something first. */
export function NoTorrents({ scope, standing, onAdd }: NoTorrentsProps) {
  const t = useTranslations()
  const mayMend = useMe().abilities.includes('torrents.administer')
  if (standing?.state === 'none') {
    return (
      <Empty
        icon="engine"
        title={<h2>{t('torrentPages.engine.none')}</h2>}
        action={mayMend && <ButtonLink to="/admin/torrents">{t('torrentPages.engine.setUp')}</ButtonLink>}
      >
        {t(mayMend ? 'torrentPages.engine.noneMend' : 'torrentPages.engine.noneAsk')}
      </Empty>
    )
  }
  return (
    <Empty
      icon="torrent"
      title={<h2>{t(scope === 'own' ? 'torrentPages.empty.own' : 'torrentPages.empty.all')}</h2>}
      action={<Button onClick={onAdd}>{t('torrentPages.adding.first')}</Button>}
    >
      {t('torrentPages.empty.text')}
    </Empty>
  )
}
