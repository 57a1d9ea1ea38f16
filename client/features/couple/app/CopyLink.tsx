import { useClipboard } from '@mantine/hooks'
import { useTranslations } from 'use-intl'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'

/** Puts a link on the clipboard, and says so for a moment. */
export function CopyLink({ link }: { link: string }) {
  const t = useTranslations()
  const { copied, copy } = useClipboard({ timeout: 2500 })
  return (
    <Button look="outline" size="small" onClick={() => copy(link)} aria-live="polite">
      <Icon name={copied ? 'check' : 'copy'} size={17} />
      {t(copied ? 'coupleEditor.page.linkCopied' : 'coupleEditor.page.linkCopy')}
    </Button>
  )
}
