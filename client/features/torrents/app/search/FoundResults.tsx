import { NativeSelect, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { Button } from '../../../../ui/Button.tsx'
import { Empty } from '../../../../ui/Empty.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useFormats, useServices } from '../../../../ui/services.tsx'
import { useTypedSearch } from '../../../../ui/useTypedSearch.ts'
import { FoundCards } from './FoundCards.tsx'
import styles from './FoundResults.module.css'
import { FoundTable } from './FoundTable.tsx'
import {
  type FoundColumn,
  type FoundOrder,
  filterFound,
  foundColumns,
  orderFound,
  startsDescending,
} from './foundOrder.ts'
import { orderOf, orderText } from './searchAddress.ts'
import type { Searched, TorrentSearch } from './useTorrentSearch.ts'

const step = 100

interface FoundResultsProps {
  readonly of: TorrentSearch
  readonly searched: Searched
  readonly isGoing: boolean
}

/** Arrow keys go from one result's button to the next. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (by === undefined || !(event.target instanceof HTMLElement) || !event.target.closest('[data-found]')) return
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-found] :is(button, a)')]
  const next = stops[stops.indexOf(event.target) + by]
  if (!next) return
  event.preventDefault()
  next.focus()
}

/** Filter and order stand in the address: whoever comes back from a torrent finds the list as it was. */
function useArrangement() {
  const [parameters, setParameters] = useSearchParams()
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(parameters)
    if (value === '') next.delete(name)
    else next.set(name, value)
    setParameters(next, { replace: true, preventScrollReset: true })
  }
  return {
    filter: parameters.get('filter') ?? '',
    order: orderOf(parameters),
    setFilter: (text: string) => set('filter', text),
    setOrder: (order: FoundOrder) => set('sort', orderText(order)),
  }
}

/** Everything that was found: a table where there is room, cards on phones. */
export function FoundResults({ of, searched, isGoing }: FoundResultsProps) {
  const t = useTranslations()
  const { locale } = useServices()
  const isSmall = useMediaQuery('(max-width: 56rem)', undefined, { getInitialValueInEffect: false })
  const { filter, order, setFilter, setOrder } = useArrangement()
  const [most, setMost] = useState(step)
  const { found, cut } = searched.search
  const fitting = orderFound(filterFound(found, filter), order, locale)
  const shown = fitting.slice(0, most)
  const choose = (column: FoundColumn) =>
    setOrder({ column, descending: column === order.column ? !order.descending : startsDescending(column) })
  const props = { found: shown, added: searched.added, order, onOrder: choose, onAdd: of.add }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to keys pressed on its buttons
    <div className={styles.results} onKeyDown={walk}>
      <Tools
        count={found.length}
        shown={fitting.length}
        isGoing={isGoing}
        filter={filter}
        onFilter={setFilter}
        order={isSmall ? order : null}
        onOrder={setOrder}
      />
      {fitting.length === 0 ? (
        <Empty
          icon="search"
          title={t('torrentSearch.page.noMatch')}
          action={
            <Button look="outline" size="small" onClick={() => setFilter('')}>
              {t('torrentSearch.page.clearFilter')}
            </Button>
          }
        />
      ) : isSmall ? (
        <FoundCards {...props} />
      ) : (
        <FoundTable {...props} />
      )}
      {fitting.length > most && (
        <Button look="outline" size="small" className={styles.more} onClick={() => setMost(most + step)}>
          {t('torrentSearch.page.more', { count: Math.min(step, fitting.length - most) })}
        </Button>
      )}
      {cut && <p className={styles.note}>{t('torrentSearch.page.cut')}</p>}
    </div>
  )
}

interface ToolsProps {
  readonly count: number
  readonly shown: number
  readonly isGoing: boolean
  readonly filter: string
  readonly onFilter: (text: string) => void
  /** Null where the heads of the columns order. */
  readonly order: FoundOrder | null
  readonly onOrder: (order: FoundOrder) => void
}

function Tools({ count, shown, isGoing, filter, onFilter, order, onOrder }: ToolsProps) {
  const t = useTranslations()
  const formats = useFormats()
  const field = useRef<HTMLInputElement>(null)
  const { typed, type } = useTypedSearch(filter, onFilter)
  const sum =
    shown === count
      ? t('torrentSearch.page.sum', { count })
      : t('torrentSearch.page.sumOf', { shown: formats.number(shown), count })
  return (
    <div className={styles.tools}>
      <p role="status" className={styles.sum}>
        {sum}
        {isGoing && <span className={styles.going}>{t('torrentSearch.page.going')}</span>}
      </p>
      {order && (
        <div className={styles.order}>
          <NativeSelect
            aria-label={t('torrentSearch.page.sort')}
            value={order.column}
            onChange={({ currentTarget }) => {
              const column = foundColumns.find((one) => one === currentTarget.value) ?? order.column
              onOrder({ column, descending: startsDescending(column) })
            }}
            data={foundColumns.map((column) => ({ value: column, label: t(`torrentSearch.page.columns.${column}`) }))}
          />
          <Button
            look="outline"
            size="small"
            className={styles.turn}
            aria-label={t(order.descending ? 'torrentSearch.page.descending' : 'torrentSearch.page.ascending')}
            onClick={() => onOrder({ ...order, descending: !order.descending })}
          >
            <span className={styles.arrow} data-up={!order.descending || undefined}>
              <Icon name="down" size={16} />
            </span>
          </Button>
        </div>
      )}
      <TextInput
        ref={field}
        className={styles.filter ?? ''}
        aria-label={t('torrentSearch.page.filter')}
        placeholder={t('torrentSearch.page.filter')}
        type="search"
        maxLength={200}
        autoComplete="off"
        leftSection={<Icon name="sliders" size={16} />}
        value={typed}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
    </div>
  )
}
