import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Button } from '../../../ui/Button.tsx'

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
      title={t('house.page.settings.conflict')}
      action={
        <Button look="outline" size="small" onClick={() => void takeLatest()}>
          {t('house.page.settings.takeLatest')}
        </Button>
      }
    >
      {t('house.page.settings.conflictText')}
    </Notice>
  )
}
