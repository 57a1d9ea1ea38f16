import { useTranslations } from 'use-intl'
import type { TorrentScope } from '../../../../../shared/torrents.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { Link, NavLink } from '../../../../ui/Link.tsx'
import { useMe } from '../../../../ui/services.tsx'
import { seesAll } from '../../access.ts'
import { Adding } from '../adding/Adding.tsx'
import { useAdding } from '../adding/useAdding.ts'
import { Dashboard } from '../speeds/Dashboard.tsx'
import { useEngine } from '../useEngine.ts'
import { useLiveTorrents } from '../useLiveTorrents.ts'
import { EngineLine, EngineTrouble } from './EngineLine.tsx'
import { ListView } from './ListView.tsx'
import { NoTorrents } from './NoTorrents.tsx'
import styles from './TorrentsPage.module.css'

/** A member's torrents, or everybody's: the engine in a line, the list, and one torrent beside it. */
export function TorrentsPage({ scope }: { scope: TorrentScope }) {
  const t = useTranslations()
  const { abilities } = useMe()
  const reading = useLiveTorrents(scope)
  const standing = useEngine()
  const adding = useAdding()
  const isEmpty = reading.torrents?.length === 0
  return (
    <div className={styles.page} data-wide>
      <header className={styles.header}>
        <h1 className={styles.title}>
          {t(scope === 'own' ? 'torrentPages.list.ownTitle' : 'torrentPages.list.allTitle')}
        </h1>
        <div className={styles.acts}>
          <ButtonLink to="/torrents/search" look="outline" size="small" className={styles.search}>
            <Icon name="search" size={16} />
            <span className={styles.searchLabel}>{t('torrentPages.list.search')}</span>
          </ButtonLink>
          <Button size="small" onClick={() => adding.open()}>
            <Icon name="plus" size={16} />
            {t('torrentPages.adding.open')}
          </Button>
        </div>
      </header>
      <div className={styles.under}>
        {seesAll(abilities) && (
          <nav className={styles.tabs} aria-label={t('torrentPages.list.scopes')}>
            <NavLink to="/torrents" except={['/torrents/all']} className={styles.tab ?? ''}>
              {t('torrentPages.list.own')}
            </NavLink>
            <NavLink to="/torrents/all" className={styles.tab ?? ''}>
              {t('torrentPages.list.all')}
            </NavLink>
          </nav>
        )}
        <EngineLine standing={standing} />
        <Link to="/torrents/speed">{t('torrentSpeeds.page.link')}</Link>
      </div>
      <EngineTrouble standing={standing} isEmpty={isEmpty} />
      {scope === 'own' && <Dashboard />}
      <Adding adding={adding} />
      <Loaded query={readingAsQuery(reading)} lines={8}>
        {(torrents) =>
          torrents.length === 0 ? (
            <NoTorrents scope={scope} standing={standing} onAdd={() => adding.open()} />
          ) : (
            <ListView scope={scope} torrents={torrents} standing={standing} />
          )
        }
      </Loaded>
    </div>
  )
}

const readingAsQuery = ({ torrents, error, isReading, readAgain }: ReturnType<typeof useLiveTorrents>) => ({
  data: torrents ?? undefined,
  error,
  isFetching: isReading,
  refetch: async () => readAgain(),
})
