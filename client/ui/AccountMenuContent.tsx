import { useTranslations } from 'use-intl'
import styles from './AccountMenu.module.css'
import { AppearanceChoice, LanguageChoice } from './Appearance.tsx'
import { Icon } from './Icon.tsx'
import { Link } from './Link.tsx'
import { usePalette } from './PaletteHost.tsx'
import { useMe } from './services.tsx'
import { useSignOut } from './useSignOut.ts'

/** Account, workshop, commands, language, appearance, the way out. */
export function AccountMenuContent({ onClose }: { onClose: () => void }) {
  const t = useTranslations()
  const { account, abilities } = useMe()
  const palette = usePalette()

  const search = () => {
    onClose()
    palette.set(true)
  }

  return (
    <>
      {account && (
        <>
          <p className={styles.name}>{account.name}</p>
          <Link to="/me" className={styles.line}>
            <Icon name="user" />
            {t('common.navigation.account')}
          </Link>
          {abilities.includes('house.administer') && (
            <Link to="/admin" className={styles.line}>
              <Icon name="gauge" />
              {t('common.navigation.admin')}
            </Link>
          )}
        </>
      )}
      <button type="button" className={styles.line} onClick={search}>
        <Icon name="search" />
        {t('common.navigation.search')}
        <kbd className={styles.key}>{/Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'}</kbd>
      </button>
      <div className={styles.choices}>
        <AppearanceChoice />
        <LanguageChoice />
      </div>
      {account && <SignOut />}
    </>
  )
}

function SignOut() {
  const t = useTranslations()
  const { leave, busy } = useSignOut()
  return (
    <button type="button" className={styles.line} disabled={busy} onClick={leave}>
      <Icon name="leave" />
      {t(busy ? 'common.account.signingOut' : 'common.account.signOut')}
    </button>
  )
}
