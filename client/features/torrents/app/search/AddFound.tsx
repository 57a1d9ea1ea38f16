import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { FoundView } from '../../../../../shared/torrent-search.ts'
import type { AddedTorrent } from '../../../../../shared/torrents.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { Link } from '../../../../ui/Link.tsx'
import { VisuallyHidden } from '../../../../ui/VisuallyHidden.tsx'
import styles from './AddFound.module.css'

interface AddFoundProps {
  readonly found: FoundView
  readonly added: AddedTorrent | undefined
  readonly onAdd: () => Promise<void>
}

/** Adds a result with one click, and says in its place what became of it. */
export function AddFound({ found: { title, standing }, added, onAdd }: AddFoundProps) {
  const t = useTranslations()
  const { run, busy, failure } = useAct()
  if (added) return <Outcome of={added} takesFocus={busy} />
  if (standing === 'yours') return <Said>{t('torrentSearch.page.standings.yours')}</Said>
  return (
    <div className={styles.add}>
      {standing === 'house' && failure === null && <Said>{t('torrentSearch.page.standings.house')}</Said>}
      {failure !== null && (
        <p role="alert" className={styles.failure}>
          {failure}
        </p>
      )}
      <Button look="outline" size="small" busy={busy} onClick={() => run(onAdd)}>
        <Icon name={failure === null ? 'plus' : 'refresh'} size={16} />
        <span aria-hidden="true">
          {t(
            busy
              ? 'torrentSearch.page.adding'
              : failure === null
                ? 'torrentSearch.page.add'
                : 'torrentSearch.page.retryAdd',
          )}
        </span>
        <VisuallyHidden>{t('torrentSearch.page.addOf', { title })}</VisuallyHidden>
      </Button>
    </div>
  )
}

const Said = ({ children }: { children: string }) => (
  <span className={styles.said}>
    <Icon name="check" size={14} />
    {children}
  </span>
)

/** @param takesFocus the button that was pressed stood here a moment ago */
function Outcome({ of: { id, name, outcome }, takesFocus }: { of: AddedTorrent; takesFocus: boolean }) {
  const t = useTranslations()
  const link = useRef<HTMLAnchorElement>(null)
  const mayTake = useRef(takesFocus)
  useEffect(() => {
    if (mayTake.current && document.activeElement === document.body) link.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={styles.add}>
      <span role="status" title={t(`torrentSearch.page.outcomeTexts.${outcome}`, { name })}>
        <Said>{t(`torrentSearch.page.outcomes.${outcome}`)}</Said>
      </span>
      <Link ref={link} to={`/torrents/${id}`} className={styles.open ?? ''}>
        <span aria-hidden="true">{t('torrentSearch.page.open')}</span>
        <VisuallyHidden>{t('torrentSearch.page.openOf', { name })}</VisuallyHidden>
      </Link>
    </div>
  )
}
