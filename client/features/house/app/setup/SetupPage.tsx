import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Navigate, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { SetupView } from '../../../../../shared/house.ts'
import { safePath } from '../../../../lib/paths.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Message } from '../../../../ui/app/Message.tsx'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { Loading } from '../../../../ui/Loading.tsx'
import { useMe } from '../../../../ui/services.tsx'
import { Offer } from './Offer.tsx'
import { useSetupOptions } from './useSetup.ts'

const FirstSteps = lazy(() => import('./FirstSteps.tsx').then(({ FirstSteps }) => ({ default: FirstSteps })))
const LaterSteps = lazy(() => import('./LaterSteps.tsx').then(({ LaterSteps }) => ({ default: LaterSteps })))

/** `/setup`: makes an empty server somebody's house; goes on where it was left. */
export function Component() {
  const { setupNeeded } = useMe()
  const setup = useQuery(useSetupOptions())
  return (
    <Suspense fallback={<Loading />}>
      {setupNeeded ? (
        <FirstSteps setup={setup.data} />
      ) : (
        <Loaded query={setup} lines={4}>
          {(read) => <Resumed setup={read} />}
        </Loaded>
      )}
    </Suspense>
  )
}

function Resumed({ setup }: { setup: SetupView }) {
  const t = useTranslations()
  const { account, abilities } = useMe()
  const [parameters, setParameters] = useSearchParams()
  // Whoever is on the way stays on it to the end.
  const [opened] = useState(setup)
  const next = parameters.get('next')
  const isOver = opened.step === 'done'
  if (abilities.includes('house.administer') && !isOver) {
    if (next === null) return <LaterSteps opened={opened} />
    return <Offer setup={opened} later={safePath(next)} onGoOn={() => setParameters({}, { replace: true })} />
  }
  if (next !== null) return <Navigate to={safePath(next)} replace />
  if (isOver) {
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
}
