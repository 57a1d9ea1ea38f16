import { useTranslations } from 'use-intl'
import { signInPath } from '../../../../lib/paths.ts'
import { ButtonLink } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { LinkAct } from '../LinkAct.tsx'

/** `/mfa-recovery/stop#token=…`: ends a recovery that the account's owner did not ask for. */
export function Component() {
  const t = useTranslations()
  const api = useApi()
  return (
    <LinkAct
      words={{
        heading: t('mfa.page.stop.heading'),
        text: t('mfa.page.stop.text'),
        submit: t('mfa.page.stop.submit'),
      }}
      act={async (token) => {
        await api.accounts.stopMfaRecovery.mutate({ token })
        return t('mfa.page.stop.done')
      }}
      after={
        <ButtonLink to={signInPath('/me#password')} size="small" reloadDocument>
          {t('mfa.page.stop.signIn')}
        </ButtonLink>
      }
    />
  )
}
