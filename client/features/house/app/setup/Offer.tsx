import { useTranslations } from 'use-intl'
import type { SetupStep } from '../../../../../shared/house.ts'
import { Button, ButtonLink } from '../../../../ui/Button.tsx'
import { Message } from './Message.tsx'

interface OfferProps {
  readonly step: SetupStep
  /** Where the owner wanted to go. */
  readonly later: string
  readonly onGoOn: () => void
}

/** Asks an owner who signed in whether the set-up goes on now. */
export function Offer({ step, later, onGoOn }: OfferProps) {
  const t = useTranslations()
  const name = t(`house.page.setup.steps.${step}`)
  return (
    <Message
      title={t('house.page.setup.unfinished.title')}
      text={t('house.page.setup.unfinished.text', { step: name })}
    >
      <Button onClick={onGoOn}>{t('house.page.setup.unfinished.goOn')}</Button>
      <ButtonLink to={later} look="outline">
        {t('house.page.setup.unfinished.later')}
      </ButtonLink>
    </Message>
  )
}
