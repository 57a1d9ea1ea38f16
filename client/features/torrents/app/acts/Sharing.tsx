import { useTranslations } from 'use-intl'
import type { TorrentView } from '../../../../../shared/torrents.ts'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { ShareForm } from '../detail/ShareForm.tsx'

interface SharingProps {
  readonly torrents: readonly TorrentView[]
  readonly isBlocked: boolean
  readonly onClose: () => void
}

const endless = { ratio: null, seedingMinutes: null }

/** How long all that is selected is shared: one answer for all of it, whatever each had before. */
export function Sharing({ torrents, isBlocked, onClose }: SharingProps) {
  const t = useTranslations()
  const ids = torrents.map(({ id }) => id)
  return (
    <Dialog title={t('torrentPages.share.titleOf', { count: ids.length })} onClose={onClose}>
      <ShareForm ids={ids} share={endless} isBlocked={isBlocked} onSaved={onClose} />
    </Dialog>
  )
}
