import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { type Locale, locales } from '../../shared/locale.ts'
import { type ColorScheme, chooseColorScheme, chosenColorScheme } from '../lib/preferences.ts'
import styles from './Appearance.module.css'
import { type AnyIcon, Icon } from './Icon.tsx'
import { useServices } from './services.tsx'
import { useLanguage } from './useLanguage.ts'

const schemes: readonly (readonly [ColorScheme, AnyIcon])[] = [
  ['auto', 'device'],
  ['light', 'sun'],
  ['dark', 'moon'],
]

const subscribe = (listener: () => void) => {
  addEventListener('foyer:scheme', listener)
  return () => removeEventListener('foyer:scheme', listener)
}

/** The scheme that the person chose, not the one that the device makes of it. */
const useChosenScheme = (): ColorScheme => useSyncExternalStore(subscribe, chosenColorScheme, () => 'auto')

export function AppearanceChoice() {
  const t = useTranslations()
  const chosen = useChosenScheme()
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{t('common.appearance.title')}</legend>
      <div className={styles.options}>
        {schemes.map(([scheme, icon]) => (
          <label key={scheme} className={styles.option}>
            <input
              type="radio"
              name="scheme"
              className={styles.input}
              checked={chosen === scheme}
              onChange={() => chooseColorScheme(scheme)}
            />
            <Icon name={icon} size={18} />
            <span>{t(`common.appearance.${scheme}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function LanguageChoice() {
  const t = useTranslations()
  const { locale } = useServices()
  const choose = useLanguage()
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.legend}>{t('common.appearance.language')}</legend>
      <div className={styles.options}>
        {locales.map((language: Locale) => (
          <label key={language} className={styles.option} lang={language}>
            <input
              type="radio"
              name="language"
              className={styles.input}
              checked={locale === language}
              onChange={() => choose(language)}
            />
            <span>{t(`common.appearance.${language}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
