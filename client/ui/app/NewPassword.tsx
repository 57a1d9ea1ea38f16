import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { passwordLengths } from '../../../shared/accounts.ts'
import { passwordRules, passwordStrength, strengthLevels } from '../../lib/passwordStrength.ts'
import { Icon } from '../Icon.tsx'
import { VisuallyHidden } from '../VisuallyHidden.tsx'
import styles from './NewPassword.module.css'

interface NewPasswordProps extends PasswordInputProps {
  readonly value: string
  /** Name, username and address of the person, which make no password. */
  readonly own: readonly string[]
}

/** A password that is being chosen, with its rules and a hint of its strength. Speaks from `accounts`. */
export function NewPassword({ value, own, ...rest }: NewPasswordProps) {
  const t = useTranslations()
  const rulesId = useId()
  const rules = passwordRules(value, own)
  const level = passwordStrength(value, own)
  return (
    <div className={styles.password}>
      <PasswordInput
        {...rest}
        value={value}
        autoComplete="new-password"
        maxLength={passwordLengths.longest}
        aria-invalid={rest.error ? true : undefined}
        visibilityToggleFocusable
      />
      <div className={styles.strength}>
        <div className={styles.meter} data-level={value === '' ? undefined : level} aria-hidden="true">
          {strengthLevels.slice(1).map((step) => (
            <span key={step} className={styles.bar} />
          ))}
        </div>
        <p className={styles.level} aria-live="polite">
          {value !== '' && t('accounts.page.password.strength', { level: t(`accounts.page.password.levels.${level}`) })}
        </p>
      </div>
      <VisuallyHidden>
        <span id={rulesId}>{t('accounts.page.password.rules')}</span>
      </VisuallyHidden>
      <ul className={styles.rules ?? ''} aria-labelledby={rulesId}>
        <Rule met={rules.long} words={t('accounts.page.password.long', { count: passwordLengths.shortest })} />
        <Rule met={rules.varied} words={t('accounts.page.password.varied')} />
        <Rule met={rules.notName} words={t('accounts.page.password.notName')} />
      </ul>
    </div>
  )
}

function Rule({ met, words }: { met: boolean; words: string }) {
  const t = useTranslations()
  return (
    <li className={styles.rule} data-met={met || undefined}>
      <span className={styles.mark}>{met && <Icon name="check" size={14} />}</span>
      <span>{words}</span>
      <VisuallyHidden> ({t(met ? 'accounts.page.password.met' : 'accounts.page.password.unmet')})</VisuallyHidden>
    </li>
  )
}
