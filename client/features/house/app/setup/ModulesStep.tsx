import { useTranslations } from 'use-intl'
import type { SetupStepProps } from '../../../../lib/page.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { WizardFoot, wizardForm } from '../../../../ui/app/WizardStep.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { ModuleSwitches } from '../ModuleSwitches.tsx'
import { useModules } from '../useModules.ts'

export function ModulesStep({ onNext, onBack }: SetupStepProps) {
  const t = useTranslations()
  const modules = useModules()
  const { run, busy, failure } = useAct()
  return (
    <div className={wizardForm}>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <ModuleSwitches of={modules} />
      <WizardFoot onBack={onBack}>
        <Button busy={busy || modules.busy} onClick={() => run(onNext)}>
          {t('common.actions.continue')}
        </Button>
      </WizardFoot>
    </div>
  )
}
