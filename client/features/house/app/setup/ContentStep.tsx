import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { SetupContent, SetupStepProps } from '../../../../lib/page.ts'
import { Loaded, type Reading, together } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { leaving } from '../../../../ui/app/useSubmission.ts'
import { WizardFoot, wizardForm } from '../../../../ui/app/WizardStep.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import styles from './ContentStep.module.css'
import { useFeatureSetups } from './useSetup.ts'

const choices = ['empty', 'demo'] as const

type Content = (typeof choices)[number] | SetupContent

/** Examples may be in already: the step was left while they moved in. */
export function ContentStep(props: SetupStepProps) {
  const procedures = useProcedures()
  const demo = useQuery(procedures.house.demo.queryOptions())
  const brought = useBrought()
  return (
    <Loaded query={together(demo, brought)}>
      {([{ isIn }, contents]) => <ContentForm {...props} isIn={isIn} brought={contents} />}
    </Loaded>
  )
}

/** What the features whose modules are on can bring in. The modules were chosen a moment ago. */
function useBrought(): Reading<readonly SetupContent[]> {
  const procedures = useProcedures()
  const me = useQuery(procedures.house.me.queryOptions())
  const both = together(me, useFeatureSetups())
  const [{ modules }, setups] = both.data ?? [{ modules: [] as readonly string[] }, []]
  const contents = setups.flatMap(({ content }) => (content && modules.includes(content.module) ? content : []))
  return { ...both, data: both.data && contents }
}

interface ContentFormProps extends SetupStepProps {
  readonly isIn: boolean
  readonly brought: readonly SetupContent[]
}

function ContentForm({ onNext, onBack, isIn, brought }: ContentFormProps) {
  const t = useTranslations()
  const api = useApi()
  const [content, setContent] = useState<Content>(isIn ? 'demo' : 'empty')
  const { run, busy, failure } = useAct()
  const finish = async () => {
    if (content === 'demo') await api.house.insertDemo.mutate()
    else if (isIn) await api.house.removeDemo.mutate()
    await onNext()
    if (typeof content === 'string') return
    // The page is loaded anew, as the house has another name and other modules.
    location.assign(content.to)
    return leaving
  }
  const choice = (name: string, text: string, means: Content) => (
    <label key={name} className={styles.choice}>
      <input
        type="radio"
        name="content"
        className={styles.radio}
        checked={content === means}
        onChange={() => setContent(means)}
      />
      <span className={styles.name}>{name}</span>
      <span className={styles.text}>{text}</span>
    </label>
  )
  return (
    <form
      className={wizardForm}
      onSubmit={(event) => {
        event.preventDefault()
        run(finish)
      }}
    >
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <fieldset className={styles.choices} disabled={busy}>
        <legend className={styles.legend}>{t('house.page.setup.content.choose')}</legend>
        {choices.map((own) =>
          choice(t(`house.page.setup.content.${own}`), t(`house.page.setup.content.${own}Text`), own),
        )}
        {brought.map((one) => choice(t(one.label as never), t(one.text as never), one))}
      </fieldset>
      {busy && content === 'demo' && <Notice tone="info">{t('house.page.content.inserting')}</Notice>}
      <WizardFoot onBack={onBack}>
        <Button type="submit" busy={busy}>
          {t('house.page.setup.content.finish')}
        </Button>
      </WizardFoot>
    </form>
  )
}
