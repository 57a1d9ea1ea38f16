import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Button } from '../../../ui/Button.tsx'

interface GoneNoticeProps {
  readonly onRevive: () => void
  readonly busy: boolean
}

/** The memory was deleted while it was edited: nothing that was typed is lost. */
export function GoneNotice({ onRevive, busy }: GoneNoticeProps) {
  const t = useTranslations()
  const action = (
    <Button size="small" busy={busy} onClick={onRevive}>
      {t('coupleEditor.memory.goneSave')}
    </Button>
  )
  return (
    <Notice tone="warn" title={t('coupleEditor.memory.gone')} action={action}>
      {t('coupleEditor.memory.goneText')}
    </Notice>
  )
}
