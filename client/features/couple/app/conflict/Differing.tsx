import { useTranslations } from 'use-intl'
import styles from './Differing.module.css'
import { passageOf } from './versions.ts'

/** A text with what is its own marked, and of the rest only what stands around it. */
export function DifferingText({ text, other }: { text: string; other: string }) {
  if (text.trim() === '') return <Nothing />
  const { before, own, after } = passageOf(text, other)
  return (
    <>
      {before}
      {own && <mark>{own}</mark>}
      {after}
    </>
  )
}

/** A field that is empty in one of the versions. */
export function Nothing() {
  const t = useTranslations()
  return <span className={styles.nothing}>{t('coupleEditor.conflict.nothing')}</span>
}
