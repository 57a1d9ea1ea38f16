import styles from './SiteMark.module.css'

/** The house with the fire in it. */
export const SiteMark = () => (
  <svg className={styles.mark} viewBox="0 0 32 32" width="30" height="30" aria-hidden="true">
    <path className={styles.walls} d="M4 14.4 16 4l12 10.4V26a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z" />
    <path
      className={styles.fire}
      d="M16 11.5c.5 3 4.2 4.5 4.2 8.6A4.2 4.2 0 0 1 16 24.4a4.2 4.2 0 0 1-4.2-4.3c0-2 1-3.2 2-4.3.4 1.2 1 1.7 1.5 1.9-.4-2.1-.2-4.4.7-6.2z"
    />
  </svg>
)
