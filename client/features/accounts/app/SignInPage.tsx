import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { useTranslations } from 'use-intl'
import { safePath } from '../../../lib/paths.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useMe } from '../../../ui/services.tsx'
import { type SessionEnd, SignInForm } from './SignInForm.tsx'
import { JoinOffer } from './users/JoinOffer.tsx'

const endOf = (said: string | null): SessionEnd | null => (said === 'kept' || said === 'yes' ? said : null)

/** `/login`: a dialog over the home page that leads back to where it was asked for. */
export function Component() {
  const t = useTranslations()
  const { account } = useMe()
  const navigate = useNavigate()
  const [parameters] = useSearchParams()
  const next = safePath(parameters.get('next'))
  if (account) return <Navigate to={next} replace />
  return (
    <Dialog title={t('accounts.page.signIn.title')} onClose={() => void navigate('/', { preventScrollReset: true })}>
      <SignInForm next={next} ended={endOf(parameters.get('ended'))} />
      <JoinOffer />
    </Dialog>
  )
}
