import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import type { GroupLoss } from '../../../../../shared/groups.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { useAnyWords } from '../useAnyWords.ts'

interface GroupRemovalProps {
  readonly id: number
  readonly name: string
  /** Tells the form that there is nothing left to save. */
  readonly isGone: { current: boolean }
}

/** Deletes a group after saying what its members lose by it, and asking twice. */
export function GroupRemoval({ id, name, isGone }: GroupRemovalProps) {
  const t = useTranslations()
  const api = useApi()
  const confirm = useConfirm()
  const toasts = useToasts()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const lossInWords = useLossWords()
  const { run, busy, failure } = useAct()

  const remove = async () => {
    const loss = await api.house.groupLoss.query({ id })
    const asked = await confirm({
      title: t('groups.editor.deleteAsk', { name }),
      text: lossInWords(loss),
      confirm: t('groups.editor.delete'),
      destructive: true,
    })
    if (!asked) return
    const sure = await confirm({
      title: t('groups.editor.deleteAgain'),
      text: t('groups.editor.deleteAgainText', { count: loss.members }),
      confirm: t('groups.editor.deleteSure'),
      destructive: true,
    })
    if (!sure) return
    await api.house.deleteGroup.mutate({ id })
    isGone.current = true
    void queries.invalidateQueries(procedures.house.rightsOf.pathFilter())
    toasts.show({ text: t('groups.editor.deleted', { name }) })
    await navigate('/admin/groups')
    await queries.invalidateQueries(procedures.house.groups.queryFilter())
  }

  return (
    <>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <div>
        <Button look="danger" size="small" busy={busy} onClick={() => run(remove)}>
          {t('groups.editor.delete')}
        </Button>
      </div>
    </>
  )
}

function useLossWords(): (loss: GroupLoss) => string {
  const t = useTranslations()
  const words = useAnyWords()
  return ({ members, abilities, limits }) => {
    if (members === 0) return t('groups.editor.deleteNobody')
    const lost = [
      ...abilities.map(({ label, people }) => t('groups.editor.losesAbility', { count: people, label: words(label) })),
      ...limits.map(({ label, people }) => t('groups.editor.losesLimit', { count: people, label: words(label) })),
    ]
    return lost.length === 0 ? t('groups.editor.deleteNothing', { count: members }) : lost.join(' ')
  }
}
