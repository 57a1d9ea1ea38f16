import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { modulesSettings } from '../../../../shared/house.ts'
import { Loaded, together } from '../../../ui/app/Loaded.tsx'
import { Notice } from '../../../ui/app/Notice.tsx'
import { Page } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { Button } from '../../../ui/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { useErrorWords } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import { ModuleSwitches, useModuleName } from './ModuleSwitches.tsx'
import { type Stored, useSettings } from './useSettings.ts'

/** `/admin/modules`: what the house offers at all. */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const modules = useQuery(procedures.house.modules.queryOptions())
  const settings = useSettings(modulesSettings)
  return (
    <Page title={t('house.page.modules.title')} text={t('house.page.modules.text')}>
      <Loaded query={together(modules, settings.query)}>
        {([known, stored]) =>
          known.length === 0 ? (
            <Empty icon="blocks" title={t('house.page.modules.none')} />
          ) : (
            <Switches known={known} stored={stored} settings={settings} />
          )
        }
      </Loaded>
    </Page>
  )
}

interface SwitchesProps {
  readonly known: readonly string[]
  readonly stored: Stored<{ on: string[] }>
  readonly settings: ReturnType<typeof useSettings<{ on: string[] }>>
}

/** Each switch acts at once and falls back where the house refuses. */
function Switches({ known, stored, settings: { query, save } }: SwitchesProps) {
  const t = useTranslations()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const nameOf = useModuleName()
  const [wanted, setWanted] = useState<readonly string[] | null>(null)
  const [changed, setChanged] = useState(false)
  const on = wanted ?? stored.value.on

  const toggle = async (module: string, turnOn: boolean) => {
    const next = turnOn ? [...on, module] : on.filter((other) => other !== module)
    setWanted(next)
    try {
      await save({ on: next }, stored.revision)
      setChanged(true)
      toasts.show({ text: t(`house.page.modules.${turnOn ? 'turnedOn' : 'turnedOff'}`, { name: nameOf(module) }) })
    } catch (thrown) {
      toasts.show({ text: errorWords(thrown), tone: 'error' })
      await query.refetch()
    }
    setWanted(null)
  }

  return (
    <>
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
      <ModuleSwitches
        known={known}
        on={on}
        busy={wanted !== null}
        onToggle={(module, turnOn) => void toggle(module, turnOn)}
      />
    </>
  )
}
