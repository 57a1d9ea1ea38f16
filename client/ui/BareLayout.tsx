import { Outlet } from 'react-router'
import { AppearanceChoice, LanguageChoice } from './Appearance.tsx'
import styles from './BareLayout.module.css'
import { SkipLink } from './SkipLink.tsx'

/** The frame of pages that stand for themselves: no menu, only the choice of language and appearance. */
export const BareLayout = () => (
  <div className={styles.frame}>
    <SkipLink />
    <main id="content" className={styles.main} tabIndex={-1}>
      <Outlet />
    </main>
    <footer className={styles.footer}>
      <LanguageChoice />
      <AppearanceChoice />
    </footer>
  </div>
)
