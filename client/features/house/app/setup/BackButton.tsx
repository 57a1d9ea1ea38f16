import { useTranslations } from 'use-intl'
import { Button } from '../../../../ui/Button.tsx'

/** The way back, where there is one. */
export function BackButton({ onBack }: { onBack: (() => void) | null }) {
  const t = useTranslations()
  if (!onBack) return null
  return (
    <Button look="plain" onClick={onBack}>
      {t('common.actions.back')}
    </Button>
  )
}
