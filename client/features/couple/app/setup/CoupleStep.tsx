import { Switch, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { InvitationLink } from '../../../../../shared/accounts.ts'
import type { PartnerPlace, Position } from '../../../../../shared/couple.ts'
import type { SetupStepProps } from '../../../../lib/page.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { WizardFoot, wizardForm } from '../../../../ui/app/WizardStep.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { useApi, useMe } from '../../../../ui/services.tsx'
import styles from './CoupleStep.module.css'
import { PartnerInvitation } from './PartnerInvitation.tsx'

/** Who the two are, and since when. */
export function CoupleStep(props: SetupStepProps) {
  const procedures = useProcedures()
  const places = useQuery(procedures.couple.partners.queryOptions())
  return <Loaded query={places}>{(read) => <Places {...props} places={read} />}</Loaded>
}

function Places({ places, onNext, onBack, isAnswered }: SetupStepProps & { places: readonly PartnerPlace[] }) {
  const t = useTranslations()
  const api = useApi()
  const { account } = useMe()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const [startDate, setStartDate] = useState<string | null>(null)
  const [created, setCreated] = useState<InvitationLink | null>(null)
  const [chosen, setChosen] = useState<boolean | null>(null)
  const [isTyped, setTyped] = useState(false)
  const [isRefused, setRefused] = useState(false)
  const leave = useAct()

  const mine = places.find((place) => place.account?.id === account?.id)
  // Only the two see whatever they have not shown yet.
  const view = useQuery({ ...procedures.couple.view.queryOptions(), enabled: mine !== undefined })
  const other = places.find((place) => place !== mine && (place.account || place.invited))
  const free = places.filter(({ account: holder, invited }) => !holder && !invited).map(({ position }) => position)
  // Whoever sets a house up for two is mostly one of them.
  const isOne = chosen ?? (mine !== undefined || (!isAnswered && free.length > 0))
  const forMe = mine || !isOne ? null : free[0]
  const forOther: Position = free.find((position) => position !== forMe) ?? 2
  const show = (next: PartnerPlace[]) => queries.setQueryData(procedures.couple.partners.queryKey(), next)

  const next = async () => {
    setRefused(isTyped && !other)
    if (isTyped && !other) return
    if (forMe && account) show(await api.couple.namePartner.mutate({ position: forMe, accountId: account.id }))
    if (!isOne && mine) show(await api.couple.removePartner.mutate({ position: mine.position }))
    if (startDate !== null && isOne) {
      const { revision } = view.data ?? (await api.couple.view.query())
      const change = { startDate: startDate === '' ? null : startDate, revision }
      queries.setQueryData(procedures.couple.view.queryKey(), await api.couple.change.mutate(change))
    }
    await onNext()
  }

  return (
    <div className={wizardForm}>
      <div className={styles.part}>
        <Switch
          size="md"
          label={t('coupleEditor.setup.me')}
          description={
            isOne && account ? t('coupleEditor.setup.meText', { name: account.name }) : t('coupleEditor.setup.notMe')
          }
          checked={isOne}
          disabled={!mine && free.length === 0}
          onChange={(event) => setChosen(event.currentTarget.checked)}
          withThumbIndicator={false}
        />
      </div>
      <section className={styles.part}>
        <h2 className={styles.title}>{t('coupleEditor.setup.partner')}</h2>
        <PartnerInvitation
          place={other ?? null}
          position={forOther}
          created={created}
          onTyped={setTyped}
          onCreated={async (link) => {
            setCreated(link)
            await queries.invalidateQueries(procedures.couple.partners.queryFilter())
          }}
        />
      </section>
      {isOne && (
        <TextInput
          type="date"
          label={t('coupleEditor.setup.start')}
          description={t('coupleEditor.setup.startHint')}
          value={startDate ?? view.data?.startDate ?? ''}
          onChange={(event) => setStartDate(event.currentTarget.value)}
          className={styles.date ?? ''}
        />
      )}
      {isRefused && isTyped && !other && <Notice tone="error">{t('coupleEditor.setup.uninvited')}</Notice>}
      {leave.failure !== null && <Notice tone="error">{leave.failure}</Notice>}
      <WizardFoot onBack={onBack}>
        <Button busy={leave.busy} onClick={() => leave.run(next)}>
          {t('common.actions.continue')}
        </Button>
      </WizardFoot>
    </div>
  )
}
