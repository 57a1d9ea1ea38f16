import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Page } from '../../../ui/app/Page.tsx'
import { Button } from '../../../ui/Button.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { ModuleSwitches } from './ModuleSwitches.tsx'
import { useAnyWords } from './useAnyWords.ts'
import { useModules } from './useModules.ts'

/** `/admin/modules`: what the house offers at all. */
export function Component() {
  const t = useTranslations()
  const words = useAnyWords()
  const toasts = useToasts()
  const [changed, setChanged] = useState(false)
  const modules = useModules(({ label, on }) => {
    setChanged(true)
    toasts.show({ text: t(`house.page.modules.${on ? 'turnedOn' : 'turnedOff'}`, { name: words(label) }) })
  })
  return (
    <Page title={t('house.page.modules.title')} text={t('house.page.modules.text')}>
      {changed && (
        <Notice
          tone="info"
          action={
            <Button look="outline" size="small" onClick={() => location.reload()}>
              {t('common.actions.reload')}
            </Button>
          }
        >
          {t('house.page.modules.reload')}
        </Notice>
      )}
      <ModuleSwitches of={modules} />
    </Page>
  )
}
