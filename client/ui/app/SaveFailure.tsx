import { useTranslations } from 'use-intl'
import { Button } from '../Button.tsx'
import { Notice } from './Notice.tsx'

interface SaveFailureProps {
  readonly of: { readonly conflict: boolean; readonly failure: string | null; takeLatest(): Promise<void> }
}

/** Why settings were not saved, what was kept, and what to do. */
export function SaveFailure({ of: { conflict, failure, takeLatest } }: SaveFailureProps) {
  const t = useTranslations()
  if (failure === null) return null
  if (!conflict) return <Notice tone="error">{failure}</Notice>
  return (
    <Notice
      tone="error"
      title={t('app.settings.conflict')}
      action={
        <Button look="outline" size="small" onClick={() => void takeLatest()}>
          {t('app.settings.takeLatest')}
        </Button>
      }
    >
      {t('app.settings.conflictText')}
    </Notice>
  )
}
