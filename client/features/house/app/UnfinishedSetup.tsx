import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { ButtonLink } from '../../../ui/Button.tsx'

/** Leads back into a set-up that was left before its end. */
export function UnfinishedSetup() {
  const t = useTranslations()
  const procedures = useProcedures()
  const { data: step } = useQuery(procedures.house.setupStep.queryOptions())
  if (step === undefined || step === 'done') return null
  return (
    <Notice
      tone="info"
      title={t('house.page.setup.unfinished.title')}
      action={
        <ButtonLink to="/setup" size="small">
          {t('house.page.setup.unfinished.goOn')}
        </ButtonLink>
      }
    >
      {t('house.page.setup.unfinished.text', { step: t(`house.page.setup.steps.${step}`) })}
    </Notice>
  )
}
