import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { SetupStepProps } from '../../../../lib/page.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { WizardFoot, wizardForm } from '../../../../ui/app/WizardStep.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import styles from './ContentStep.module.css'

const choices = ['empty', 'demo'] as const

/** Examples may be in already: the step was left while they moved in. */
export function ContentStep(props: SetupStepProps) {
  const procedures = useProcedures()
  const demo = useQuery(procedures.house.demo.queryOptions())
  return <Loaded query={demo}>{({ isIn }) => <ContentForm {...props} isIn={isIn} />}</Loaded>
}

function ContentForm({ onNext, onBack, isIn }: SetupStepProps & { isIn: boolean }) {
  const t = useTranslations()
  const api = useApi()
  const [content, setContent] = useState<(typeof choices)[number]>(isIn ? 'demo' : 'empty')
  const { run, busy, failure } = useAct()
  const finish = async () => {
    if (content === 'demo') await api.house.insertDemo.mutate()
    else if (isIn) await api.house.removeDemo.mutate()
    await onNext()
  }
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
        {choices.map((choice) => (
          <label key={choice} className={styles.choice}>
            <input
              type="radio"
              name="content"
              className={styles.radio}
              checked={content === choice}
              onChange={() => setContent(choice)}
            />
            <span className={styles.name}>{t(`house.page.setup.content.${choice}`)}</span>
            <span className={styles.text}>{t(`house.page.setup.content.${choice}Text`)}</span>
          </label>
        ))}
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
