import type { ComponentProps } from 'react'
import styles from './Button.module.css'
import { Link } from './Link.tsx'

export type ButtonLook = 'filled' | 'outline' | 'plain' | 'danger'

interface Look {
  readonly look?: ButtonLook
  readonly size?: 'small' | 'large'
}

const classOf = ({ look = 'filled', size }: Look, className: string | undefined) =>
  [styles.button, styles[look], size && styles[size], className].filter(Boolean).join(' ')

interface ButtonProps extends ComponentProps<'button'>, Look {
  /** Works on what was asked: it stays focusable and takes no second click. */
  readonly busy?: boolean
}

export function Button({ look, size, busy = false, className, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={busy || rest['aria-disabled']}
      aria-busy={busy || undefined}
      className={classOf({ ...(look ? { look } : {}), ...(size ? { size } : {}) }, className)}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
    />
  )
}

/** A link that looks like a button. */
export const ButtonLink = ({ look, size, className, ...rest }: ComponentProps<typeof Link> & Look) => (
  <Link {...rest} className={classOf({ ...(look ? { look } : {}), ...(size ? { size } : {}) }, className)} />
)
