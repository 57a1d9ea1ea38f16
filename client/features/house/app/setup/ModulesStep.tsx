import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { modulesSettings } from '../../../../../shared/house.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { Button } from '../../../../ui/Button.tsx'
import { ModuleSwitches } from '../ModuleSwitches.tsx'
import { useSettings } from '../useSettings.ts'
import { BackButton } from './BackButton.tsx'
import type { StepProps } from './LaterSteps.tsx'
import { WizardFoot, wizardForm } from './Wizard.tsx'

export function ModulesStep({ onNext, onBack }: StepProps) {
  const t = useTranslations()
  const procedures = useProcedures()
  const modules = useQuery(procedures.house.modules.queryOptions())
  const { query, save } = useSettings(modulesSettings)
  const [chosen, setChosen] = useState<readonly string[] | null>(null)
  const { run, busy, failure } = useAct()
  const on = chosen ?? query.data?.value.on ?? []

  const next = async () => {
    if (chosen && query.data) await save({ on: [...chosen] }, query.data.revision)
    await onNext(on)
  }

  return (
    <div className={wizardForm}>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <Loaded query={modules}>
        {(known) => (
          <ModuleSwitches
            known={known}
            on={on}
            busy={busy}
            onToggle={(module, turnOn) => setChosen(turnOn ? [...on, module] : on.filter((other) => other !== module))}
          />
        )}
      </Loaded>
      <WizardFoot>
        <Button busy={busy} onClick={() => run(next)}>
          {t('common.actions.continue')}
        </Button>
        <BackButton onBack={onBack} />
      </WizardFoot>
    </div>
  )
}
