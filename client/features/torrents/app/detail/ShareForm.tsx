import { NumberInput, Switch } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { ShareLimit, ShareLimits } from '../../../../../shared/torrents.ts'
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

const readNumber = (typed: Typed): number | null => (typed === '' || Number.isNaN(Number(typed)) ? null : Number(typed))

/** In hours on the page, in minutes at the engine. */
const hoursOf = (minutes: ShareLimit): Typed =>
  typeof minutes === 'number' ? Math.round((minutes / 60) * 100) / 100 : ''

interface Wanted {
  /** As the engine is set for all: nothing else counts then. */
  readonly isEngines: boolean
  readonly ratio: Typed
  readonly hours: Typed
}

const wantedOf = ({ ratio, seedingMinutes }: ShareLimits): Wanted => ({
  isEngines: ratio === 'engine' && seedingMinutes === 'engine',
  ratio: typeof ratio === 'number' ? ratio : '',
  hours: hoursOf(seedingMinutes),
})

function limitsOf({ isEngines, ratio, hours }: Wanted): ShareLimits {
  if (isEngines) return { ratio: 'engine', seedingMinutes: 'engine' }
  const read = readNumber(hours)
  return { ratio: readNumber(ratio), seedingMinutes: read === null ? null : Math.round(read * 60) }
}

/** How long a torrent is given on to others. */
export function ShareForm({ ids, share, isBlocked, onSaved }: ShareFormProps) {
  const t = useTranslations()
  const api = useTorrentApi()
  const queries = useQueryClient()
  const toasts = useServices().get(createToasts)
  const { run, busy, failure } = useAct()
  const [typed, setTyped] = useState<Wanted | null>(null)
  const shown = typed ?? wantedOf(share)
  // Typed, both signs mean the same; what is pasted is read by this one.
  const decimal = useLocale() === 'fr' ? ',' : '.'

  const save = (event: FormEvent) => {
    event.preventDefault()
    run(async () => {
      const outcomes = await api.setShareLimits.mutate({ ids: [...ids], ...limitsOf(shown) })
      const refused = outcomes.find(({ problem }) => problem !== null)
      if (refused?.problem) throw { code: 'UNAVAILABLE', ...refused.problem }
      await queries.invalidateQueries({ queryKey: ['torrents', 'detail', ...(ids.length === 1 ? ids : [])] })
      setTyped(null)
      toasts.show({ text: t('torrentPages.share.saved') })
      onSaved?.()
    })
  }

  return (
    <form className={onSaved ? styles.bare : styles.form} onSubmit={save}>
      {!onSaved && <h3 className={styles.heading}>{t('torrentPages.share.title')}</h3>}
      <p className={styles.text}>{t('torrentPages.share.text')}</p>
      <Switch
        label={t('torrentPages.share.engine')}
        checked={shown.isEngines}
        onChange={({ currentTarget: { checked } }) => setTyped({ ...shown, isEngines: checked })}
      />
      <div className={styles.fields}>
        <NumberInput
          label={t('torrentPages.share.ratio')}
          placeholder={shown.isEngines ? '' : t('torrentPages.share.endless')}
          disabled={shown.isEngines}
          value={shown.isEngines ? '' : shown.ratio}
          min={0}
          max={10_000}
          decimalScale={2}
          decimalSeparator={decimal}
          step={0.5}
          onChange={(ratio) => setTyped({ ...shown, ratio })}
        />
        <NumberInput
          label={t('torrentPages.share.hours')}
          placeholder={shown.isEngines ? '' : t('torrentPages.share.endless')}
          disabled={shown.isEngines}
          value={shown.isEngines ? '' : shown.hours}
          min={0}
          max={87_600}
          decimalScale={2}
          decimalSeparator={decimal}
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
