import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { StrangerView } from '../../../../../shared/torrents.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Section } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useKeptFocus } from '../../../../ui/app/useKeptFocus.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import { GiveStranger } from './GiveStranger.tsx'
import styles from './Strangers.module.css'

/** Lines that are shown before somebody asks for all. */
const shownFirst = 20

/** Torrents that the engine has and the house does not know, to be given to somebody. */
export function Strangers() {
  const t = useTranslations()
  const procedures = useProcedures()
  const strangers = useQuery({
    ...procedures.torrents.strangers.queryOptions(),
    // They come and go with what others do in the engine.
    staleTime: 0,
    retry: false,
  })
  return (
    <Section id="strangers" title={t('torrentActs.strangers.title')} text={t('torrentActs.strangers.text')}>
      <Loaded query={strangers} lines={2}>
        {(found) => <StrangerList strangers={found} />}
      </Loaded>
    </Section>
  )
}

function StrangerList({ strangers }: { strangers: readonly StrangerView[] }) {
  const t = useTranslations()
  const kept = useKeptFocus<HTMLDivElement>()
  const [isWhole, setWhole] = useState(false)
  const [giving, setGiving] = useState<StrangerView | null>(null)
  const shown = isWhole ? strangers : strangers.slice(0, shownFirst)
  const more = strangers.length - shown.length
  return (
    <div {...kept} className={styles.all}>
      {strangers.length === 0 && <p className={styles.detail}>{t('torrentActs.strangers.empty')}</p>}
      {strangers.length > 0 && (
        <ul className={styles.list ?? ''} aria-label={t('torrentActs.strangers.list')}>
          {shown.map((stranger) => (
            <Line key={stranger.hash} of={stranger} onGive={() => setGiving(stranger)} />
          ))}
        </ul>
      )}
      {more > 0 && (
        <div>
          <Button look="outline" size="small" onClick={() => setWhole(true)}>
            {t('torrentActs.strangers.more', { count: more })}
          </Button>
        </div>
      )}
      {giving && <GiveStranger stranger={giving} onClose={() => setGiving(null)} />}
    </div>
  )
}

function Line({ of, onGive }: { of: StrangerView; onGive: () => void }) {
  const t = useTranslations()
  const formats = useFormats()
  const { name, size, progress, addedAt } = of
  const received =
    size === null
      ? t('torrentActs.strangers.sizeUnknown')
      : t('torrentActs.strangers.size', { size: formats.size(size), progress: formats.percent(progress) })
  return (
    <li className={styles.line}>
      <div className={styles.words}>
        <p className={styles.name}>{name}</p>
        <p className={styles.detail}>
          {received}
          {' · '}
          {t('torrentActs.strangers.since', { date: formats.instant(addedAt) })}
        </p>
      </div>
      <Button
        look="outline"
        size="small"
        aria-label={t('torrentActs.strangers.giveName', { name })}
        aria-haspopup="dialog"
        onClick={onGive}
      >
        {t('torrentActs.strangers.give')}
      </Button>
    </li>
  )
}
