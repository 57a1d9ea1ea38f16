import { useTranslations } from 'use-intl'
import { CopyField } from '../../../../ui/app/CopyField.tsx'

/** A call with a key, to be pasted into a terminal. */
export function KeyExample({ secret, path }: { secret: string; path: string }) {
  const t = useTranslations()
  const command = `curl -H "X-API-KEY: ${secret}" ${location.origin}${path}`
  return <CopyField label={t('apiKeys.page.example')} value={command} multiline />
}
