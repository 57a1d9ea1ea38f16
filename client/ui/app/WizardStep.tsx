import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../Button.tsx'
import styles from './WizardStep.module.css'

/** Fields of a step, set below each other. */
export const wizardForm = styles.form

interface WizardFootProps {
  /** The way back, where there is one. */
  readonly onBack: (() => void) | null
  readonly children: ReactNode
}

/** The ways on, the chief one first, and the way back. */
export function WizardFoot({ onBack, children }: WizardFootProps) {
  const t = useTranslations()
  return (
    <div className={styles.foot}>
      {children}
      {onBack && (
        <Button look="plain" onClick={onBack}>
          {t('common.actions.back')}
        </Button>
      )}
    </div>
  )
}
