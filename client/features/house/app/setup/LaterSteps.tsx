import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type SetupView, siteSettings } from '../../../../../shared/house.ts'
import type { FeatureSetup, SetupStep, SetupStepProps } from '../../../../lib/page.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { useSettings } from '../../../../ui/app/useSettings.ts'
import { useApi, useMe } from '../../../../ui/services.tsx'
import { ContentStep } from './ContentStep.tsx'
import { DoneStep } from './DoneStep.tsx'
import { MailStep } from './MailStep.tsx'
import { ModulesStep } from './ModulesStep.tsx'
import { SiteStep } from './SiteStep.tsx'
import { isBefore, stepAfter, stepBack, wholeWay } from './steps.ts'
import { useFeatureSetups, useSetupOptions } from './useSetup.ts'
import { Wizard } from './Wizard.tsx'

const own = (name: 'site' | 'modules' | 'mail' | 'content' | 'done', Component: SetupStep['Component']): SetupStep => ({
  title: `house.page.setup.${name}.title`,
  text: `house.page.setup.${name}.text`,
  Component,
})

const ownSteps: Readonly<Record<string, SetupStep>> = {
  site: own('site', SiteStep),
  modules: own('modules', ModulesStep),
  mail: own('mail', MailStep),
  content: own('content', ContentStep),
  done: own('done', DoneStep),
}

/** What the owner settles, step by step; the house keeps how far. */
export function LaterSteps({ opened }: { opened: SetupView }) {
  return (
    <Loaded query={useFeatureSetups()} lines={4}>
      {(setups) => <Steps opened={opened} setups={setups} />}
    </Loaded>
  )
}

interface StepsProps {
  /** The way as it was when the wizard was opened. */
  readonly opened: SetupView
  readonly setups: readonly FeatureSetup[]
}

function Steps({ opened, setups }: StepsProps) {
  const api = useApi()
  const site = useMe().site.name
  const queries = useQueryClient()
  const options = useSetupOptions()
  const { data: named } = useSettings(siteSettings).query
  const { data: setup = opened } = useQuery(options)
  const [step, setStep] = useState(opened.step)
  const current = [ownSteps, ...setups.map(({ steps }) => steps)].find((steps) => step in steps)?.[step]
  if (!current) throw new Error(`No feature draws the step "${step}" of the first run.`)

  const next = async () => {
    // The step itself may have changed the way.
    const read = await queries.fetchQuery({ ...options, staleTime: 0 })
    const wayOn = wholeWay(read)
    const following = stepAfter(wayOn, step)
    if (isBefore(wayOn, read.step, following)) {
      queries.setQueryData(options.queryKey, await api.house.reachSetupStep.mutate({ step: following }))
    }
    setStep(following)
  }
  const way = wholeWay(setup)
  const back = stepBack(way, step)
  const props: SetupStepProps = {
    onNext: next,
    onBack: back === null ? null : () => setStep(back),
    isAnswered: isBefore(way, step, setup.step),
  }
  return (
    <Wizard way={way} step={step} title={current.title} text={current.text} house={named?.value.name ?? site}>
      <current.Component key={step} {...props} />
    </Wizard>
  )
}
