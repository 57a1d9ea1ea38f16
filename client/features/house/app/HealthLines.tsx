import { useTranslations } from 'use-intl'
import type { HealthLine, HealthState } from '../../../../shared/health.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { type AnyIcon, Icon } from '../../../ui/Icon.tsx'
import { useFormats } from '../../../ui/services.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import styles from './HealthLines.module.css'
import { useAnyWords } from './useAnyWords.ts'

const icons: Readonly<Record<HealthState, AnyIcon>> = { ok: 'check', off: 'pause', attention: 'info', red: 'warning' }

const rank: Readonly<Record<HealthState, number>> = { red: 0, attention: 1, off: 2, ok: 3 }

/** The worst first. */
export const byState = (one: HealthLine, other: HealthLine): number => rank[one.state] - rank[other.state]

interface HealthLinesProps {
  readonly lines: readonly HealthLine[]
  /** Says of each line since when it is so. */
  readonly dated?: boolean
}

/** Lines of the health page with what to do about each. */
export const HealthLines = ({ lines, dated = false }: HealthLinesProps) => (
  <ul className={styles.lines ?? ''}>
    {lines.map((line) => (
      <Line key={line.name} line={line} dated={dated} />
    ))}
  </ul>
)

function Line({ line, dated }: { line: HealthLine; dated: boolean }) {
  const t = useTranslations()
  const words = useAnyWords()
  const formats = useFormats()
  const { name, state, message, args, at, cure, since } = line
  const isOff = state === 'off'
  const when = at === null ? '' : formats.relative(at, Date.now())
  return (
    <li className={styles.line} data-state={state}>
      <span className={styles.mark}>
        <Icon name={icons[state]} size={16} />
        <VisuallyHidden>{t(`house.page.health.states.${state}`)}</VisuallyHidden>
      </span>
      <span className={styles.name}>{words(name)}</span>
      <div className={styles.words}>
        <p className={styles.message}>{words(message, { ...args, when })}</p>
        {cure !== null && !isOff && <p className={styles.cure}>{words(cure.text)}</p>}
        {dated && (
          <p className={styles.since}>
            {t(`house.page.health.states.${state}`)}
            {since === null
              ? ` · ${t('house.page.health.unsure')}`
              : ` ${t('house.page.health.since', { date: formats.moment(since) })}`}
          </p>
        )}
      </div>
      {cure !== null && cure.to !== null && (
        <ButtonLink
          to={cure.to}
          look="outline"
          size="small"
          aria-label={t(isOff ? 'house.page.health.openNamed' : 'house.page.health.cureNamed', { name: words(name) })}
        >
          {t(isOff ? 'house.page.health.open' : 'house.page.health.cure')}
        </ButtonLink>
      )}
    </li>
  )
}
