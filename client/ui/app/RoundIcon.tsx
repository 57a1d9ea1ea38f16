import { type AnyIcon, Icon } from '../Icon.tsx'
import styles from './RoundIcon.module.css'

/** The drawing at the head of a line; quiet where what it stands for is over. */
export const RoundIcon = ({ name, quiet = false }: { name: AnyIcon; quiet?: boolean }) => (
  <span className={styles.icon} data-quiet={quiet || undefined}>
    <Icon name={name} />
  </span>
)
