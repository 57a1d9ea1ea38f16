import { type RefObject, useRef, useState } from 'react'
import { useNavigate, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { DeletedEntry } from '../../../../shared/couple-story.ts'
import { isSame } from '../../../lib/isSame.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useAct } from '../../../ui/app/useAct.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useFormats } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import styles from './Arrange.module.css'
import { EditorDialog } from './EditorDialog.tsx'
import { EditorFoot } from './EditorFoot.tsx'
import { useReorder } from './useReorder.ts'

interface Entry {
  readonly id: number
  readonly title: string
}

export interface ArrangeProps {
  readonly title: string
  /** Address of the page beneath. */
  readonly page: string
  readonly entries: readonly Entry[]
  readonly deleted: readonly DeletedEntry[]
  readonly onSave: (ids: number[]) => Promise<void>
  readonly onRestore: (id: number) => Promise<void>
  /** Reads both lists again. */
  readonly onStale: () => void
}

/** Entries in the order that was chosen; what has come since stands behind it. */
const inOrder = (entries: readonly Entry[], chosen: readonly number[]): readonly Entry[] => [
  ...chosen.flatMap((id) => entries.find((entry) => entry.id === id) ?? []),
  ...entries.filter(({ id }) => !chosen.includes(id)),
]

/** Gives what stands on a page another order, and brings back what was deleted from it. */
export function Arrange({ title, page, entries, deleted, onSave, onRestore, onStale }: ArrangeProps) {
  const t = useTranslations()
  const toasts = useToasts()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const [chosen, setChosen] = useState<readonly number[]>([])
  const order = inOrder(entries, chosen)
  const isLeaving = useRef(false)
  const saving = useAct()
  const isDirty = !isSame(
    order.map(({ id }) => id),
    entries.map(({ id }) => id),
  )

  const save = () =>
    saving.run(async () => {
      try {
        await onSave(order.map(({ id }) => id))
      } catch (thrown) {
        onStale()
        throw thrown
      }
      isLeaving.current = true
      await revalidate()
      toasts.show({ text: t('coupleStoryEditor.arrange.saved') })
      await navigate(page, { replace: true, preventScrollReset: true })
    })

  return (
    <EditorDialog
      title={title}
      page={page}
      size="40rem"
      isDirty={isDirty}
      isLeaving={isLeaving}
      leaveText={t('coupleStoryEditor.arrange.leaveText')}
      onAbandon={() => undefined}
    >
      <div className={styles.page}>
        {saving.failure !== null && <Notice tone="error">{saving.failure}</Notice>}
        {order.length === 0 && <p className={styles.intro}>{t('coupleStoryEditor.arrange.empty')}</p>}
        {order.length > 1 && <p className={styles.intro}>{t('coupleStoryEditor.arrange.intro')}</p>}
        <OrderList order={order} onOrder={(moved) => setChosen(moved.map(({ id }) => id))} />
        {deleted.length > 0 && <Deleted deleted={deleted} onRestore={onRestore} />}
      </div>
      {order.length > 1 && (
        <EditorFoot hint={null}>
          <Button busy={saving.busy} onClick={save}>
            {t('coupleStoryEditor.arrange.save')}
          </Button>
        </EditorFoot>
      )}
    </EditorDialog>
  )
}

function OrderList({ order, onOrder }: { order: readonly Entry[]; onOrder: (order: readonly Entry[]) => void }) {
  const t = useTranslations()
  const [said, setSaid] = useState('')
  const count = order.length
  const move = (key: string, place: number) => {
    const moved = order.find(({ id }) => String(id) === key)
    if (!moved) return
    const to = Math.max(0, Math.min(count - 1, place))
    const others = order.filter((entry) => entry !== moved)
    onOrder([...others.slice(0, to), moved, ...others.slice(to)])
    const at = { title: moved.title, index: String(to + 1), count: String(count) }
    setSaid(t('coupleStoryEditor.arrange.moved', at))
  }
  const reorder = useReorder(move)
  return (
    <>
      <ol ref={reorder.list} className={styles.list} aria-label={t('coupleStoryEditor.arrange.list')}>
        {order.map(({ id, title }, place) => (
          <li
            key={id}
            className={styles.row}
            data-key={String(id)}
            data-dragged={reorder.dragged === String(id) || undefined}
          >
            <span className={styles.place}>{place + 1}</span>
            <span className={styles.title}>{title}</span>
            {count > 1 && (
              <span className={styles.tools}>
                <button
                  type="button"
                  className={`${styles.tool} ${styles.handle}`}
                  aria-label={t('coupleStoryEditor.arrange.drag', { title })}
                  {...reorder.handle(String(id), place)}
                >
                  <Icon name="drag" size={18} />
                </button>
                <button
                  type="button"
                  className={`${styles.tool} ${styles.up}`}
                  aria-label={t('coupleStoryEditor.arrange.earlier', { title })}
                  disabled={place === 0}
                  onClick={() => move(String(id), place - 1)}
                >
                  <Icon name="down" size={17} />
                </button>
                <button
                  type="button"
                  className={styles.tool}
                  aria-label={t('coupleStoryEditor.arrange.later', { title })}
                  disabled={place === count - 1}
                  onClick={() => move(String(id), place + 1)}
                >
                  <Icon name="down" size={17} />
                </button>
              </span>
            )}
          </li>
        ))}
      </ol>
      <VisuallyHidden>
        <span aria-live="polite">{said}</span>
      </VisuallyHidden>
    </>
  )
}

function Deleted({ deleted, onRestore }: Pick<ArrangeProps, 'deleted' | 'onRestore'>) {
  const t = useTranslations()
  const formats = useFormats()
  const toasts = useToasts()
  const act = useAct()
  const heading: RefObject<HTMLHeadingElement | null> = useRef(null)
  const restore = ({ id, title }: DeletedEntry) =>
    act.run(async () => {
      await onRestore(id)
      toasts.show({ text: t('coupleStoryEditor.arrange.restored', { title }) })
      // The button leaves with its row.
      heading.current?.focus()
    })
  return (
    <section className={styles.deleted}>
      <h3 ref={heading} tabIndex={-1} className={styles.heading}>
        {t('coupleStoryEditor.arrange.deleted')}
      </h3>
      {act.failure !== null && <Notice tone="error">{act.failure}</Notice>}
      <ul className={styles.list}>
        {deleted.map((entry) => (
          <li key={entry.id} className={styles.row}>
            <span className={styles.title}>
              {entry.title}
              <span className={styles.term}>
                {t('coupleStoryEditor.arrange.keptUntil', { date: formats.date(entry.keptUntil.slice(0, 10)) })}
              </span>
            </span>
            <Button
              look="outline"
              size="small"
              busy={act.busy}
              aria-label={t('coupleStoryEditor.arrange.restoreNamed', { title: entry.title })}
              onClick={() => restore(entry)}
            >
              <Icon name="undo" size={17} />
              {t('coupleStoryEditor.arrange.restore')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
