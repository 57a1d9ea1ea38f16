import { useTranslations } from 'use-intl'
import { ButtonLink } from '../../../ui/Button.tsx'
import { useApi } from '../../../ui/services.tsx'
import { LinkAct } from './LinkAct.tsx'

/** `/confirm-email#token=…`: proves that a new address belongs to the account's owner. */
export function Component() {
  const t = useTranslations()
  const api = useApi()
  return (
    <LinkAct
      words={{
        heading: t('accounts.page.confirmEmail.heading'),
        text: t('accounts.page.confirmEmail.text'),
        submit: t('accounts.page.confirmEmail.submit'),
      }}
      act={async (token) => t('accounts.page.confirmEmail.done', await api.accounts.confirmEmail.mutate({ token }))}
      after={
        <ButtonLink to="/me" size="small" reloadDocument>
          {t('accounts.page.confirmEmail.continue')}
        </ButtonLink>
      }
    />
  )
}
