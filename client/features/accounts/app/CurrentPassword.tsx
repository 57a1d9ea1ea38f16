import { PasswordInput, type PasswordInputProps } from '@mantine/core'

interface CurrentPasswordProps extends PasswordInputProps {
  /** Password managers learn from it whose password is asked for. */
  readonly username: string
}

/** Asks the password of whoever is signed in again. The house names its refusal by the field `current`. */
export const CurrentPassword = ({ username, ...rest }: CurrentPasswordProps) => (
  <>
    <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
    <PasswordInput
      name="current-password"
      autoComplete="current-password"
      maxLength={256}
      visibilityToggleFocusable
      {...rest}
      aria-invalid={rest.error ? true : undefined}
    />
  </>
)
