import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { useStepName } from './setup/useSetup.ts'

/** Leads back into a set-up that was left before its end. */
export function UnfinishedSetup() {
  const t = useTranslations()
  const procedures = useProcedures()
  const stepName = useStepName()
  const { data: setup } = useQuery(procedures.house.setup.queryOptions())
  if (setup === undefined || setup.step === 'done') return null
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
      {t('house.page.setup.unfinished.text', { step: stepName(setup) })}
    </Notice>
  )
}
