import { Switch } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { MfaRequirement } from '../../../../../shared/mfa.ts'
import { Loaded, together } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { Link } from '../../../../ui/Link.tsx'
import { useApi, useFormats } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import styles from './Mfa.module.css'

/** Whether the house demands a second factor of its admins. */
export function RequirementForm() {
  const procedures = useProcedures()
  // Others set theirs up meanwhile.
  const requirement = useQuery({ ...procedures.accounts.mfaRequirement.queryOptions(), refetchInterval: 20_000 })
  const own = useQuery(procedures.accounts.mfa.queryOptions())
  return (
    <Loaded query={together(requirement, own)} lines={2}>
      {([read, { since }]) => <Demand of={read} isReady={read.requiredOfAdmins || since !== null} />}
    </Loaded>
  )
}

interface DemandProps {
  readonly of: MfaRequirement
  /** Whoever demands it has one, else they would be the first to be locked out. */
  readonly isReady: boolean
}

function Demand({ of: { requiredOfAdmins, without }, isReady }: DemandProps) {
  const t = useTranslations()
  const api = useApi()
  const formats = useFormats()
  const confirm = useConfirm()
  const toasts = useToasts()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const { run, busy, failure } = useAct()
  const among = { count: without.length, names: formats.list(without) }

  const change = async (on: boolean) => {
    const question = {
      title: t('mfa.page.settings.confirmTitle'),
      text: t('mfa.page.settings.confirmText', among),
      confirm: t('mfa.page.settings.confirm'),
    }
    if (on && !(await confirm(question))) return
    const next = await api.accounts.requireMfa.mutate({ on })
    queries.setQueryData(procedures.accounts.mfaRequirement.queryKey(), next)
    toasts.show({ text: t(on ? 'mfa.page.settings.turnedOn' : 'mfa.page.settings.turnedOff') })
  }

  return (
    <>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {!isReady && (
        <Notice tone="info">
          {t('mfa.page.settings.ownFirst')} <Link to="/me#mfa">{t('mfa.page.settings.ownFirstLink')}</Link>
        </Notice>
      )}
      <Switch
        label={t('mfa.page.settings.switch')}
        description={t('mfa.page.settings.hint')}
        checked={requiredOfAdmins}
        readOnly={busy}
        disabled={!isReady}
        onChange={(event) => {
          const on = event.currentTarget.checked
          run(() => change(on))
        }}
        withThumbIndicator={false}
      />
      <p className={styles.detail}>
        {without.length === 0 ? t('mfa.page.settings.everybody') : t('mfa.page.settings.without', among)}
      </p>
    </>
  )
}
