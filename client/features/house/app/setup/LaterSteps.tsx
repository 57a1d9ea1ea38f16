import { useState } from 'react'
import { modulesSettings, type SetupStep, siteSettings } from '../../../../../shared/house.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { useApi, useMe } from '../../../../ui/services.tsx'
import { useSettings } from '../useSettings.ts'
import { ContentStep } from './ContentStep.tsx'
import { CoupleStep } from './CoupleStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { MailStep } from './MailStep.tsx'
import { ModulesStep } from './ModulesStep.tsx'
import { SiteStep } from './SiteStep.tsx'
import { isBefore, stepAfter, stepBack, stepsWith } from './steps.ts'
import { Wizard } from './Wizard.tsx'

/** What a step is given to lead on. */
export interface StepProps {
  /** Goes on; the house remembers it. `on` are the modules where this step has just changed them. */
  readonly onNext: (on?: readonly string[]) => Promise<void>
  /** null where there is no way back. */
  readonly onBack: (() => void) | null
  /** It was answered before. */
  readonly isAnswered: boolean
}

/** What the owner settles, step by step; the house keeps how far. */
export function LaterSteps({ reached }: { reached: SetupStep }) {
  const modules = useSettings(modulesSettings)
  return (
    <Loaded query={modules.query} lines={4}>
      {({ value }) => <Steps reached={reached} on={value.on} />}
    </Loaded>
  )
}

function Steps({ reached, on }: { reached: SetupStep; on: readonly string[] }) {
  const api = useApi()
  const site = useMe().site.name
  const { data: named } = useSettings(siteSettings).query
  const steps = stepsWith(on)
  const [farthest, setFarthest] = useState(reached)
  const [step, setStep] = useState<SetupStep>(
    steps.includes(reached) ? reached : (stepAfter(steps, reached) as SetupStep),
  )

  const go = async (next: SetupStep) => {
    if (isBefore(farthest, next)) {
      await api.house.reachSetupStep.mutate({ step: next })
      setFarthest(next)
    }
    setStep(next)
  }
  const back = stepBack(steps, step)
  const props: StepProps = {
    onNext: (changed) => go(stepAfter(changed ? stepsWith(changed) : steps, step) as SetupStep),
    onBack: back && (() => setStep(back)),
    isAnswered: isBefore(step, farthest),
  }
  return (
    <Wizard steps={steps} step={step} house={named?.value.name ?? site}>
      {step === 'site' && <SiteStep {...props} />}
      {step === 'modules' && <ModulesStep {...props} />}
      {step === 'couple' && <CoupleStep {...props} />}
      {step === 'mail' && <MailStep {...props} />}
      {step === 'content' && <ContentStep {...props} />}
      {step === 'done' && <DoneStep />}
    </Wizard>
  )
}
