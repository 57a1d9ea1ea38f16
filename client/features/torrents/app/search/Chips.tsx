import type { ReactNode } from 'react'
import styles from './Chips.module.css'

/** Several things to choose from, side by side. */
export const Chips = ({ label, children }: { label: string; children: ReactNode }) => (
  <fieldset className={styles.chips}>
    <legend className={styles.label}>{label}</legend>
    <div className={styles.row}>{children}</div>
  </fieldset>
)

interface ChipProps {
  readonly isPressed: boolean
  readonly onPress: () => void
  readonly children: ReactNode
}

export const Chip = ({ isPressed, onPress, children }: ChipProps) => (
  <button type="button" className={styles.chip} aria-pressed={isPressed} onClick={onPress}>
    {children}
  </button>
)
