import { Checkbox } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type { AbilityView } from '../../../../../shared/groups.ts'
import type { MessageKey } from '../../../../../shared/messages/catalogue.gen.ts'
import { useFormats } from '../../../../ui/services.tsx'
import { useAnyWords } from '../useAnyWords.ts'
import styles from './Groups.module.css'

interface AbilityChoicesProps {
  readonly choices: readonly AbilityView[]
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

const domainOf = ({ name }: AbilityView): string => name.slice(0, name.indexOf('.'))

/** Every ability that a group can give, by the part of the house that knows it. */
export function AbilityChoices({ choices, chosen, onChange }: AbilityChoicesProps) {
  const t = useTranslations()
  const words = useAnyWords()
  const formats = useFormats()
  const textOf = ({ text, roles }: AbilityView) =>
    roles.length === 0
      ? words(text)
      : `${words(text)} ${t('groups.editor.byRole', { roles: formats.list(roles.map((role) => t(`people.roles.${role}` as 'people.roles.admin'))) })}`
  const nameOf = (domain: string) => {
    const key = `groups.domains.${domain}` as MessageKey
    return t.has(key) ? t(key as never) : domain
  }
  return [...Map.groupBy(choices, domainOf)].map(([domain, abilities]) => (
    <fieldset key={domain} className={styles.domain}>
      <legend>{nameOf(domain)}</legend>
      {abilities.map((ability) => (
        <Checkbox
          key={ability.name}
          label={words(ability.label)}
          description={textOf(ability)}
          checked={chosen.includes(ability.name)}
          onChange={(event) =>
            onChange(
              event.currentTarget.checked ? [...chosen, ability.name] : chosen.filter((name) => name !== ability.name),
            )
          }
        />
      ))}
    </fieldset>
  ))
}
