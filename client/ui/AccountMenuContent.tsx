import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { forgetDrafts } from '../lib/drafts.ts'
import { dropAllFiles } from '../lib/keptFiles.ts'
import { forgetKeptPages } from '../lib/offline.ts'
import styles from './AccountMenu.module.css'
import { AppearanceChoice, LanguageChoice } from './Appearance.tsx'
import { Icon } from './Icon.tsx'
import { Link } from './Link.tsx'
import { usePalette } from './PaletteHost.tsx'
import { useApi, useErrorWords, useMe, useServices } from './services.tsx'
import { useToasts } from './Toast.tsx'

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
  const api = useApi()
  const { live } = useServices()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const [busy, setBusy] = useState(false)

  const leave = async () => {
    setBusy(true)
    // Who ends the own session needs not be told of it. Without a socket there is nothing to hear.
    const socket = await live?.open().catch(() => null)
    socket?.pause()
    try {
      await api.accounts.signOut.mutate()
      // Whoever sits down here next finds nothing that was half written.
      forgetDrafts()
      await Promise.all([dropAllFiles(), forgetKeptPages()])
      location.assign('/')
    } catch (thrown) {
      setBusy(false)
      socket?.resume()
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    }
  }

  return (
    <button type="button" className={styles.line} disabled={busy} onClick={() => void leave()}>
      <Icon name="leave" />
      {t(busy ? 'common.account.signingOut' : 'common.account.signOut')}
    </button>
  )
}
