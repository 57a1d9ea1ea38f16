import { data, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { useTranslations } from 'use-intl'
import type { DownloadRefusal } from '../../../../shared/torrent-downloads.ts'
import type { MetaArguments, PageMeta } from '../../../lib/page.ts'
import { services } from '../../../lib/services.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { useMe } from '../../../ui/services.tsx'
import styles from './RefusedDownload.module.css'

/** What a link that works after all was refused for a moment ago. */
const passing: DownloadRefusal = { status: 503, reason: 'engine', problem: null, torrentId: null }

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { api } = context.get(services)
  const refusal = (await api.torrents.downloadRefusal.query({ token: params.token ?? '' })) ?? passing
  return data(refusal, { status: refusal.status })
}

export const meta = ({ t }: MetaArguments): PageMeta => ({ title: t('torrentDownloads.refused.title'), unlisted: true })

/** `/torrents/dl/…`: why the link of a file opens nothing, and what to do. */
export function Component() {
  const { reason, status, torrentId } = useLoaderData<DownloadRefusal>()
  const { account } = useMe()
  const t = useTranslations()
  const isOver = reason === 'expired'
  return (
    <section className={styles.page}>
      <p className={styles.status} aria-hidden="true">
        {status}
      </p>
      <h1 className={styles.title}>
        {t(isOver ? 'torrentDownloads.refused.expiredTitle' : 'torrentDownloads.refused.title')}
      </h1>
      <p className={styles.text}>{t(`torrentDownloads.refused.${reason}`)}</p>
      <div className={styles.actions}>
        {account && torrentId !== null && (
          <ButtonLink to={`/torrents/${torrentId}`} reloadDocument>
            {t('torrentDownloads.refused.openTorrent')}
          </ButtonLink>
        )}
        {status === 503 && <Button onClick={() => location.reload()}>{t('common.actions.retry')}</Button>}
        <ButtonLink to="/" look="outline" reloadDocument>
          {t('common.navigation.backHome')}
        </ButtonLink>
      </div>
    </section>
  )
}
