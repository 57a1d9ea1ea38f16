import { Switch } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useServices } from '../../../ui/services.tsx'
import styles from './ModuleSwitches.module.css'
import { useAnyWords } from './useAnyWords.ts'
import type { useModules } from './useModules.ts'

/** A module bears the drawing of its first line in the menus. */
function useModuleIcon() {
  const { features } = useServices()
  const lines = features.flatMap(({ navigation }) => navigation ?? [])
  return (name: string) => lines.find(({ module }) => module === name)?.icon ?? 'blocks'
}

/** Every module with its switch. */
export function ModuleSwitches({ of: { query, isOn, busy, toggle } }: { of: ReturnType<typeof useModules> }) {
  const t = useTranslations()
  const words = useAnyWords()
  const iconOf = useModuleIcon()
  return (
    <Loaded query={query}>
      {(modules) =>
        modules.length === 0 ? (
          <Empty icon="blocks" title={t('house.page.modules.none')} />
        ) : (
          <ul className={styles.modules ?? ''}>
            {modules.map((module) => (
              <li key={module.name} className={styles.module}>
                <span className={styles.icon}>
                  <Icon name={iconOf(module.name)} size={22} />
                </span>
                <Switch
                  className={styles.switch ?? ''}
                  label={words(module.label)}
                  description={words(module.text)}
                  labelPosition="left"
                  checked={isOn(module)}
                  readOnly={busy}
                  onChange={(event) => !busy && toggle(module, event.currentTarget.checked)}
                  withThumbIndicator={false}
                  size="md"
                />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
