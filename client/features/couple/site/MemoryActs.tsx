import { useState } from 'react'
import { useNavigate, useRevalidator } from 'react-router'
import { useTranslations } from 'use-intl'
import type { MemoryView } from '../../../../shared/couple.ts'
import { deletedKeptDays } from '../../../../shared/couple-limits.ts'
import { Button, ButtonLink } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useApi, useErrorWords } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './MemoryActs.module.css'

/** What a partner can do with a memory. */
export function MemoryActs({ memory }: { memory: MemoryView }) {
  const t = useTranslations()
  const [asking, setAsking] = useState(false)
  const { id, status } = memory
  return (
    <div className={styles.acts}>
      {status !== 'shared' && <Share memory={memory} />}
      <ButtonLink to={`/couple/memories/${id}/edit`} preventScrollReset look="outline" size="small">
        <Icon name="edit" size={17} />
        {t('couple.memory.edit')}
      </ButtonLink>
      <Button look="plain" size="small" className={styles.delete} onClick={() => setAsking(true)}>
        <Icon name="trash" size={17} />
        {t('couple.memory.delete')}
      </Button>
      {asking && <DeleteDialog memory={memory} onClose={() => setAsking(false)} />}
    </div>
  )
}

function Share({ memory: { id, title } }: { memory: MemoryView }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const { revalidate } = useRevalidator()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)

  const share = async () => {
    if (!title) {
      toasts.show({ text: t('couple.memory.shareNeedsTitle') })
      return navigate(`/couple/memories/${id}/edit`, { preventScrollReset: true })
    }
    setBusy(true)
    try {
      await api.couple.shareMemory.mutate({ id })
      await revalidate()
      toasts.show({ text: t('couple.memory.sharedNow') })
    } catch (thrown) {
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    } finally {
      setBusy(false)
    }
  }

  return (
    <Button size="small" busy={busy} onClick={() => void share()}>
      <Icon name="people" size={17} />
      {t(busy ? 'couple.memory.sharing' : 'couple.memory.share')}
    </Button>
  )
}

function DeleteDialog({ memory: { id, title }, onClose }: { memory: MemoryView; onClose: () => void }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const navigate = useNavigate()
  const { revalidate } = useRevalidator()
  const [busy, setBusy] = useState(false)
  const name = title || t('couple.timeline.untitled')

  const remove = async () => {
    setBusy(true)
    try {
      await api.couple.deleteMemory.mutate({ id })
      await navigate('/couple/memories', { replace: true })
      toasts.show({
        text: t('couple.memory.deleted', { title: name }),
        undo: async () => {
          await api.couple.restoreMemory.mutate({ id })
          await revalidate()
        },
      })
    } catch (thrown) {
      setBusy(false)
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    }
  }

  return (
    <Dialog title={t('couple.memory.deleteTitle')} onClose={onClose}>
      <p>{t('couple.memory.deleteText', { title: name, days: String(deletedKeptDays) })}</p>
      <div className={styles.answers}>
        <Button look="outline" onClick={onClose}>
          {t('common.actions.cancel')}
        </Button>
        <Button look="danger" busy={busy} onClick={() => void remove()}>
          {t(busy ? 'couple.memory.deleting' : 'couple.memory.deleteConfirm')}
        </Button>
      </div>
    </Dialog>
  )
}
