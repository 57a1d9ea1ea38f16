import { NativeSelect, TextInput } from '@mantine/core'
import type { RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { Icon } from '../../../../ui/Icon.tsx'
import { useFormats } from '../../../../ui/services.tsx'
import { type Arranged, columns, type Order, type StateGroup, stateGroups } from '../../arrange.ts'
import styles from './Filters.module.css'
import type { WantedState } from './useWanted.ts'

interface FiltersProps {
  readonly state: WantedState
  readonly counts: Arranged['counts']
  readonly search: RefObject<HTMLInputElement | null>
}

/** Narrows the list by state and by words; on phones it puts it in order too. */
export function Filters({ state: { wanted, setGroup, setText, setOrder }, counts, search }: FiltersProps) {
  const t = useTranslations()
  return (
    <search className={styles.filters} aria-label={t('torrentPages.filters.title')}>
      <div className={styles.groups}>
        {stateGroups.map((group) => (
          <Group key={group} group={group} count={counts[group]} isOn={wanted.group === group} onChoose={setGroup} />
        ))}
      </div>
      <TextInput
        ref={search}
        className={styles.search ?? ''}
        type="search"
        aria-label={t('torrentPages.filters.text')}
        placeholder={t('torrentPages.filters.text')}
        leftSection={<Icon name="search" size={16} />}
        value={wanted.text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Sorting order={wanted.order} onOrder={setOrder} />
    </search>
  )
}

interface GroupProps {
  readonly group: StateGroup
  readonly count: number
  readonly isOn: boolean
  readonly onChoose: (group: StateGroup) => void
}

function Group({ group, count, isOn, onChoose }: GroupProps) {
  const t = useTranslations()
  const formats = useFormats()
  return (
    <button
      type="button"
      className={styles.group}
      aria-pressed={isOn}
      data-group={group}
      data-empty={count === 0 || undefined}
      onClick={() => onChoose(group)}
    >
      {t(`torrentPages.groups.${group}`)} <span className={styles.count}>{formats.number(count)}</span>
    </button>
  )
}

/** Without the heads of a table, the order is chosen here. */
function Sorting({ order, onOrder }: { order: Order; onOrder: WantedState['setOrder'] }) {
  const t = useTranslations()
  return (
    <div className={styles.sorting}>
      <NativeSelect
        aria-label={t('torrentPages.filters.order')}
        value={order.by}
        onChange={({ currentTarget }) => onOrder(columns[currentTarget.selectedIndex] ?? 'addedAt')}
        data={columns.map((column) => ({ value: column, label: t(`torrentPages.columns.${column}`) }))}
      />
      <button
        type="button"
        className={styles.way}
        data-falling={order.falling || undefined}
        aria-label={t(order.falling ? 'torrentPages.filters.falling' : 'torrentPages.filters.rising')}
        onClick={() => onOrder(order.by)}
      >
        <Icon name="down" size={18} />
      </button>
    </div>
  )
}
