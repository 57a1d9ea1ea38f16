import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { VisuallyHidden } from '../../../../ui/VisuallyHidden.tsx'
import { isBefore, type WizardStep } from './steps.ts'
import styles from './Wizard.module.css'

interface WizardProps {
  readonly steps: readonly WizardStep[]
  readonly step: WizardStep
  /** What the house is called by now. */
  readonly house: string
  readonly children: ReactNode
}

/** The frame of every step: how far one is, what is asked. A new step takes the focus to its title. */
export function Wizard({ steps, step, house, children }: WizardProps) {
  const t = useTranslations()
  const title = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    scrollTo(0, 0)
    title.current?.focus({ preventScroll: true })
  }, [step])

  return (
    <div className={styles.wizard} data-step={step}>
      <p className={styles.site}>{house}</p>
      {step !== 'done' && <Progress steps={steps.filter((one) => one !== 'done')} step={step} />}
      <header className={styles.header}>
        <h1 ref={title} tabIndex={-1} className={styles.title}>
          {t(`house.page.setup.${step}.title`)}
        </h1>
        <p className={styles.text}>{t(`house.page.setup.${step}.text`)}</p>
      </header>
      {children}
    </div>
  )
}

function Progress({ steps, step }: { steps: readonly WizardStep[]; step: WizardStep }) {
  const t = useTranslations()
  const number = steps.filter((one) => !isBefore(step, one)).length
  return (
    <nav className={styles.progress} aria-label={t('house.page.setup.stepsLabel')}>
      <p className={styles.count}>
        {t('house.page.setup.progress', { step: number, count: steps.length })}
        <span className={styles.current}> · {t(`house.page.setup.steps.${step}`)}</span>
      </p>
      <ol className={styles.steps ?? ''}>
        {steps.map((one) => {
          const isDone = isBefore(one, step)
          return (
            <li
              key={one}
              className={styles.step}
              data-done={isDone || undefined}
              aria-current={one === step ? 'step' : undefined}
            >
              <span className={styles.label}>{t(`house.page.setup.steps.${one}`)}</span>
              {isDone && <VisuallyHidden> ({t('house.page.setup.stepDone')})</VisuallyHidden>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}

interface WizardFootProps {
  readonly children: ReactNode
}

/** The ways on, the chief one first. */
export const WizardFoot = ({ children }: WizardFootProps) => <div className={styles.foot}>{children}</div>

/** Fields of a step, set below each other. */
export const wizardForm = styles.form
