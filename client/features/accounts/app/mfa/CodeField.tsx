import { TextInput, type TextInputProps } from '@mantine/core'
import styles from './Mfa.module.css'

/** Six digits of an authenticator; phones offer them from the app. */
export const CodeField = (props: TextInputProps) => (
  <TextInput
    className={styles.code ?? ''}
    inputMode="numeric"
    autoComplete="one-time-code"
    autoCorrect="off"
    spellCheck={false}
    maxLength={11}
    {...props}
    aria-invalid={props.error ? true : undefined}
  />
)
