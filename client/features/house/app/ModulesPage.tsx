import { useTranslations } from 'use-intl'
import { Page } from '../../../ui/app/Page.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { ModuleSwitches } from './ModuleSwitches.tsx'
import { useAnyWords } from './useAnyWords.ts'
import { useModules } from './useModules.ts'

/** `/admin/modules`: what the house offers at all. */
export function Component() {
  const t = useTranslations()
  const words = useAnyWords()
  const toasts = useToasts()
  const modules = useModules((module) => {
    const name = words(module.label)
    if (module.on) toasts.show({ text: t('house.page.modules.turnedOn', { name }) })
    else toasts.show({ text: t('house.page.modules.turnedOff', { name }), undo: () => modules.toggle(module, true) })
  })
  return (
    <Page title={t('house.page.modules.title')} text={t('house.page.modules.text')}>
      <ModuleSwitches of={modules} />
    </Page>
  )
}
