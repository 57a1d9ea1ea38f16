import { lazy, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useNavigationType } from 'react-router'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { useErrorWords, useFormats, useServices } from '../../../ui/services.tsx'
import type { TimelineRow, TimelineStart } from '../timelineRows.ts'
import { createReading, type ReadingPosition, stillView, type TimelineView } from '../timelineView.ts'
import { MemoryEntry } from './MemoryEntry.tsx'
import { NoMemories } from './NoMemories.tsx'
import styles from './TimelineList.module.css'
import { YearRail } from './YearRail.tsx'

const VirtualTimeline = lazy(async () => ({ default: (await import('./VirtualTimeline.tsx')).VirtualTimeline }))
const useBrowserLayoutEffect = import.meta.env.SSR ? useEffect : useLayoutEffect

interface TimelineListProps extends TimelineStart {
  readonly mayEdit: boolean
}

export const TimelineList = ({ months, first, mayEdit }: TimelineListProps) =>
  months.length > 0 ? <Months months={months} first={first} /> : <NoMemories mayEdit={mayEdit} />

/** The months as the server drew them, then as {@link VirtualTimeline} says; on the way back, as they were left. */
function Months({ months, first }: TimelineStart) {
  const reading = useServices().get(createReading)
  const isReturn = useNavigationType() === 'POP'
  const [before] = useState(() => (isReturn ? { view: reading.view, position: reading.position } : null))
  const [driven, setDriven] = useState<TimelineView | null>(before?.view ?? null)
  const [list, setList] = useState<HTMLElement | null>(null)
  const still = useMemo(() => stillView({ months, first }), [months, first])
  const view = driven ?? still
  const { rows, shown, space, current, failure, row: measured } = view

  const latest = useRef(driven)
  const wanted = useRef<number | null>(null)
  useBrowserLayoutEffect(() => {
    latest.current = driven
    driven?.settle()
  }, [driven])
  useEffect(() => {
    if (!driven?.goTo || wanted.current === null) return
    driven.goTo(wanted.current)
    wanted.current = null
  }, [driven])
  // A year may be pressed before the code is there that leads to it.
  const goTo = (index: number) => {
    if (driven?.goTo) driven.goTo(index)
    else wanted.current = index
  }
  const onLeave = useCallback(
    (position: ReadingPosition) => {
      reading.position = position
      reading.leave(latest.current)
    },
    [reading],
  )

  return (
    <div className={styles.columns}>
      <YearRail rows={rows} current={current} goTo={goTo} />
      <div
        ref={setList}
        className={styles.list}
        {...(space && { style: { paddingTop: `${space.above}px`, paddingBottom: `${space.below}px` } })}
      >
        {shown.map((index) => {
          const row = rows[index]
          if (!row) return null
          return row.kind === 'month' ? (
            <MonthHeading key={row.key} row={row} index={index} measured={measured} />
          ) : (
            <div key={row.key} data-index={index} ref={measured} className={styles.row}>
              {row.card ? (
                <MemoryEntry memory={row.card} first={index === 1} />
              ) : (
                <div className={styles.unread} aria-hidden="true" />
              )}
            </div>
          )
        })}
      </div>
      {failure !== null && <Failure failure={failure} onRetry={view.retry} />}
      {list && (
        <Suspense fallback={null}>
          <VirtualTimeline
            months={months}
            first={first}
            list={list}
            position={before?.position ?? null}
            onView={setDriven}
            onLeave={onLeave}
          />
        </Suspense>
      )}
    </div>
  )
}

interface MonthHeadingProps {
  readonly row: Extract<TimelineRow, { kind: 'month' }>
  readonly index: number
  readonly measured: (element: HTMLElement | null) => void
}

function MonthHeading({ row: { month, count }, index, measured }: MonthHeadingProps) {
  const t = useTranslations()
  const { date } = useFormats()
  return (
    <header data-index={index} ref={measured} className={styles.month}>
      <h2 className={styles.name}>{date(`${month}-01`, 'monthAndYear')}</h2>
      <span className={styles.count}>{t('couple.timeline.monthCount', { count })}</span>
    </header>
  )
}

function Failure({ failure, onRetry }: { failure: unknown; onRetry: () => void }) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  return (
    <div className={styles.failure} role="alert">
      <p>
        {t('couple.timeline.failed')} {errorWords(failure)}
      </p>
      <Button look="outline" size="small" onClick={onRetry}>
        {t('common.actions.retry')}
      </Button>
    </div>
  )
}
