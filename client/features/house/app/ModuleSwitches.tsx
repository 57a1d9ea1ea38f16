import { Switch } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type { MessageKey } from '../../../../shared/messages/catalogue.gen.ts'
import { type AnyIcon, Icon } from '../../../ui/Icon.tsx'
import styles from './ModuleSwitches.module.css'

interface ModuleSwitchesProps {
  readonly known: readonly string[]
  readonly on: readonly string[]
  readonly busy?: boolean
  readonly onToggle: (module: string, turnOn: boolean) => void
}

const icons: Readonly<Record<string, AnyIcon>> = { couple: 'heart' }

/** What a module is called; its own name where nobody wrote words for it. */
export function useModuleName(): (module: string) => string {
  const t = useTranslations()
  return (module) => {
    const key = `house.page.modules.names.${module}` as MessageKey
    return t.has(key) ? t(key as never) : module
  }
}

/** Every module with its switch. */
export function ModuleSwitches({ known, on, busy = false, onToggle }: ModuleSwitchesProps) {
  const t = useTranslations()
  const nameOf = useModuleName()
  return (
    <ul className={styles.modules ?? ''}>
      {known.map((module) => {
        const text = `house.page.modules.texts.${module}` as MessageKey
        return (
          <li key={module} className={styles.module}>
            <span className={styles.icon}>
              <Icon name={icons[module] ?? 'blocks'} size={22} />
            </span>
            <Switch
              className={styles.switch ?? ''}
              label={nameOf(module)}
              {...(t.has(text) ? { description: t(text as never) } : {})}
              labelPosition="left"
              checked={on.includes(module)}
              readOnly={busy}
              onChange={(event) => !busy && onToggle(module, event.currentTarget.checked)}
              withThumbIndicator={false}
              size="md"
            />
          </li>
        )
      })}
    </ul>
  )
}
