import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Button } from '../../../ui/Button.tsx'

/** What was typed before a reload stands in the fields; here it can be left behind. */
export function KeptNotice({ onStartAfresh }: { onStartAfresh: () => void }) {
  const t = useTranslations()
  const action = (
    <Button look="plain" size="small" onClick={onStartAfresh}>
      {t('coupleEditor.memory.keptDiscard')}
    </Button>
  )
  return (
    <Notice tone="info" action={action}>
      {t('coupleEditor.memory.kept')}
    </Notice>
  )
}
