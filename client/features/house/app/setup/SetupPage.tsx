import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { safePath } from '../../../../lib/paths.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Loading } from '../../../../ui/Loading.tsx'
import { useMe } from '../../../../ui/services.tsx'
import { Message } from './Message.tsx'
import { Offer } from './Offer.tsx'

const FirstSteps = lazy(() => import('./FirstSteps.tsx').then(({ FirstSteps }) => ({ default: FirstSteps })))
const LaterSteps = lazy(() => import('./LaterSteps.tsx').then(({ LaterSteps }) => ({ default: LaterSteps })))

/** `/setup`: makes an empty server somebody's house; goes on where it was left. */
export function Component() {
  const { setupNeeded } = useMe()
  return <Suspense fallback={<Loading />}>{setupNeeded ? <FirstSteps /> : <Resumed />}</Suspense>
}

function Resumed() {
  const t = useTranslations()
  const { account, abilities } = useMe()
  const procedures = useProcedures()
  const [parameters, setParameters] = useSearchParams()
  const next = parameters.get('next')
  // What was reached is read once: the steps below keep it themselves.
  const reached = useQuery({
    ...procedures.house.setupStep.queryOptions(),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
  return (
    <Loaded query={reached} lines={4}>
      {(step) => {
        if (abilities.includes('house.administer') && step !== 'done') {
          if (next === null) return <LaterSteps reached={step === 'owner' ? 'site' : step} />
          return <Offer step={step} later={safePath(next)} onGoOn={() => setParameters({}, { replace: true })} />
        }
        if (next !== null) return <Navigate to={safePath(next)} replace />
        if (step === 'done') {
          return (
            <Message title={t('house.page.setup.over.title')} text={t('house.page.setup.over.text')}>
              <ButtonLink to="/admin">{t('house.page.setup.over.admin')}</ButtonLink>
            </Message>
          )
        }
        return (
          <Message title={t('house.page.setup.locked.title')} text={t('house.page.setup.locked.text')}>
            {account ? (
              <ButtonLink to="/">{t('common.navigation.backHome')}</ButtonLink>
            ) : (
              <ButtonLink to="/login?next=/setup">{t('house.page.setup.locked.signIn')}</ButtonLink>
            )}
          </Message>
        )
      }}
    </Loaded>
  )
}
