import { useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { DeletedMemory } from '../../../../shared/couple.ts'
import { useAct } from '../../../ui/app/useAct.ts'
import { useConfirm } from '../../../ui/app/useConfirm.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Picture } from '../../../ui/Picture.tsx'
import { useApi, useFormats } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { MemoryPlate } from '../site/MemoryPlate.tsx'
import styles from './DeletedMemoryRow.module.css'

interface DeletedMemoryRowProps {
  readonly memory: DeletedMemory
  /** It was restored or removed: it is to leave the list. */
  readonly onActed: () => void
}

/** One deleted memory, with until when it is kept and what can be done with it. */
export function DeletedMemoryRow({ memory, onActed }: DeletedMemoryRowProps) {
  const t = useTranslations()
  const formats = useFormats()
  const { title, excerpt, date, place, status, author, pictures, deletedAt, keptUntil } = memory
  const name = title || t('couple.timeline.untitled')
  const acts = useDeletedActs(memory, name, onActed)
  return (
    <li className={styles.row}>
      <span className={styles.face}>
        {pictures[0] ? <Picture picture={pictures[0]} sizes="4rem" cover /> : <Icon name="heart" />}
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{title || excerpt || name}</p>
        <p className={styles.facts}>
          <MemoryPlate status={status} />
          <time dateTime={date}>{formats.date(date)}</time>
          {place && <span>{place}</span>}
          {author && <span>{t('couple.timeline.by', { name: author })}</span>}
        </p>
        <p className={styles.term}>
          {t('coupleEditor.deleted.when', { when: formats.relative(deletedAt, Date.now()) })}
          {' · '}
          <time dateTime={keptUntil}>{t('coupleEditor.deleted.keptUntil', { moment: formats.moment(keptUntil) })}</time>
        </p>
        {acts.failure !== null && (
          <p className={styles.failure} role="alert">
            {acts.failure}
          </p>
        )}
      </div>
      <div className={styles.acts}>
        <Button
          look="outline"
          size="small"
          busy={acts.busy}
          aria-label={t('coupleEditor.deleted.restoreNamed', { title: name })}
          onClick={acts.restore}
        >
          <Icon name="undo" size={17} />
          {t('coupleEditor.deleted.restore')}
        </Button>
        <Button
          look="plain"
          size="small"
          className={styles.remove}
          busy={acts.busy}
          aria-label={t('coupleEditor.deleted.removeNamed', { title: name })}
          onClick={() => void acts.remove()}
        >
          {t('coupleEditor.deleted.remove')}
        </Button>
      </div>
    </li>
  )
}

function useDeletedActs({ id, pictureCount }: DeletedMemory, title: string, onActed: () => void) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const confirm = useConfirm()
  const { revalidate } = useRevalidator()
  const { run, busy, failure } = useAct()

  const restore = () =>
    run(async () => {
      await api.couple.restoreMemory.mutate({ id })
      toasts.show({ text: t('coupleEditor.deleted.restored', { title }) })
      onActed()
      await revalidate()
    })

  const remove = async () => {
    const sure = await confirm({
      title: t('coupleEditor.deleted.removeTitle'),
      text: t('coupleEditor.deleted.removeText', { title, count: pictureCount }),
      confirm: t('coupleEditor.deleted.remove'),
      destructive: true,
    })
    if (!sure) return
    run(async () => {
      await api.couple.removeMemory.mutate({ id })
      toasts.show({ text: t('coupleEditor.deleted.removed', { title }) })
      onActed()
    })
  }

  return { restore, remove, busy, failure }
}
