import { NumberInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ShareLimits } from '../../../../../shared/torrents.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useServices } from '../../../../ui/services.tsx'
import { createToasts } from '../../../../ui/toasts.ts'
import { useTorrentApi } from '../torrentApi.ts'
import styles from './Overview.module.css'

interface ShareFormProps {
  readonly ids: readonly number[]
  readonly share: ShareLimits
  readonly isBlocked: boolean
  /** Where the form stands in a dialog, under its title, and is saved as it is. */
  readonly onSaved?: () => void
}

/** Empty: without end. */
type Typed = number | string

const read = (typed: Typed): number | null => (typed === '' || Number.isNaN(Number(typed)) ? null : Number(typed))

/** In hours on the page, in minutes at the engine. */
const hoursOf = (minutes: number | null): Typed => (minutes === null ? '' : Math.round((minutes / 60) * 100) / 100)

/** How long a torrent is given on to others. */
export function ShareForm({ ids, share, isBlocked, onSaved }: ShareFormProps) {
  const t = useTranslations()
  const api = useTorrentApi()
  const queries = useQueryClient()
  const toasts = useServices().get(createToasts)
  const { run, busy, failure } = useAct()
  const [typed, setTyped] = useState<{ readonly ratio: Typed; readonly hours: Typed } | null>(null)
  const shown = typed ?? { ratio: share.ratio ?? '', hours: hoursOf(share.seedingMinutes) }

  const save = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      const hours = read(shown.hours)
      const seedingMinutes = hours === null ? null : Math.round(hours * 60)
      const outcomes = await api.setShareLimits.mutate({ ids: [...ids], ratio: read(shown.ratio), seedingMinutes })
      const refused = outcomes.find(({ problem }) => problem !== null)
      if (refused?.problem) throw { code: 'UNAVAILABLE', ...refused.problem }
      await (ids.length === 1
        ? queries.invalidateQueries({ queryKey: ['torrents', 'detail', ids[0]] })
        : queries.invalidateQueries({ queryKey: ['torrents', 'detail'] }))
      setTyped(null)
      toasts.show({ text: t('torrentPages.share.saved') })
      onSaved?.()
    })
  }

  return (
    <form className={onSaved ? styles.bare : styles.form} onSubmit={save}>
      {!onSaved && <h3 className={styles.heading}>{t('torrentPages.share.title')}</h3>}
      <p className={styles.text}>{t('torrentPages.share.text')}</p>
      <div className={styles.fields}>
        <NumberInput
          label={t('torrentPages.share.ratio')}
          placeholder={t('torrentPages.share.endless')}
          value={shown.ratio}
          min={0}
          max={10_000}
          decimalScale={2}
          step={0.5}
          onChange={(ratio) => setTyped({ ...shown, ratio })}
        />
        <NumberInput
          label={t('torrentPages.share.hours')}
          placeholder={t('torrentPages.share.endless')}
          value={shown.hours}
          min={0}
          max={87_600}
          decimalScale={2}
          onChange={(hours) => setTyped({ ...shown, hours })}
        />
      </div>
      {failure && <Notice tone="error">{failure}</Notice>}
      <div className={styles.foot}>
        <Button type="submit" size="small" busy={busy} disabled={isBlocked || (typed === null && !onSaved)}>
          {t('common.actions.save')}
        </Button>
      </div>
    </form>
  )
}
