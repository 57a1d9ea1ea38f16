import { useState } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import type { CodeAsked } from '../../../../shared/mfa.ts'
import { safePath } from '../../../lib/paths.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useMe } from '../../../ui/services.tsx'
import { CodeStep } from './mfa/CodeStep.tsx'
import { type SessionEnd, SignInForm } from './SignInForm.tsx'
import { useEnter } from './useEnter.ts'
import { JoinOffer } from './users/JoinOffer.tsx'

const endOf = (said: string | null): SessionEnd | null => (said === 'kept' || said === 'yes' ? said : null)

/** `/login`: a dialog over the home page that leads back to where it was asked for. */
export function Component() {
  const t = useTranslations()
  const { account, mustEnrol } = useMe()
  const navigate = useNavigate()
  const [parameters] = useSearchParams()
  const next = safePath(parameters.get('next'))
  const enter = useEnter(next)
  const [asked, setAsked] = useState<CodeAsked | null>(null)
  if (mustEnrol) return <Navigate to={`/mfa?next=${encodeURIComponent(next)}`} replace />
  if (account) return <Navigate to={next} replace />
  return (
    <Dialog
      title={t(asked === null ? 'accounts.page.signIn.title' : 'mfa.page.signIn.title')}
      onClose={() => void navigate('/', { preventScrollReset: true })}
    >
      {asked === null ? (
        <>
          <SignInForm enter={enter} onCode={setAsked} ended={endOf(parameters.get('ended'))} />
          <JoinOffer />
        </>
      ) : (
        <CodeStep of={asked} enter={enter} onBack={() => setAsked(null)} />
      )}
    </Dialog>
  )
}
