import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../Button.tsx'
import { FormFoot } from './Page.tsx'

interface SaveFootProps {
  readonly busy: boolean
  readonly isDirty: boolean
  /** Stands beside the button that saves. */
  readonly children?: ReactNode
}

/** The foot of a form of settings: saves what was changed, and says that something was. */
export function SaveFoot({ busy, isDirty, children }: SaveFootProps) {
  const t = useTranslations()
  return (
    <FormFoot>
      <Button type="submit" size="small" busy={busy} disabled={!isDirty}>
        {t('common.actions.save')}
      </Button>
      {children}
      {isDirty && <span>{t('app.settings.unsaved')}</span>}
    </FormFoot>
  )
}
