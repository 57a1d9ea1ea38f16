import styles from './Import.module.css'

interface ProgressProps {
  readonly label: string
  /** From 0 to 1; null while it is not known. */
  readonly share: number | null
  readonly words: string
}

/** How far it is, as a bar and in words. */
export const Progress = ({ label, share, words }: ProgressProps) => (
  <div className={styles.progress}>
    <progress className={styles.bar} aria-label={label} {...(share === null ? {} : { value: share, max: 1 })} />
    <p className={styles.count}>{words}</p>
  </div>
)
