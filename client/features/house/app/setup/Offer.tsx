import { useTranslations } from 'use-intl'
import type { SetupView } from '../../../../../shared/house.ts'
import { Message } from '../../../../ui/app/Message.tsx'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { useStepName } from './useSetup.ts'

interface OfferProps {
  readonly setup: SetupView
  /** Where the owner wanted to go. */
  readonly later: string
  readonly onGoOn: () => void
}

/** Asks an owner who signed in whether the set-up goes on now. */
export function Offer({ setup, later, onGoOn }: OfferProps) {
  const t = useTranslations()
  const stepName = useStepName()
  return (
    <Message
      title={t('house.page.setup.unfinished.title')}
      text={t('house.page.setup.unfinished.text', { step: stepName(setup) })}
    >
      <Button onClick={onGoOn}>{t('house.page.setup.unfinished.goOn')}</Button>
      <ButtonLink to={later} look="outline">
        {t('house.page.setup.unfinished.later')}
      </ButtonLink>
    </Message>
  )
}
