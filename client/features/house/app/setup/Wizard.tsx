import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import type { MessageKey } from '../../../../../shared/messages/catalogue.gen.ts'
import { VisuallyHidden } from '../../../../ui/VisuallyHidden.tsx'
import { useAnyWords } from '../useAnyWords.ts'
import { isBefore, type WayStep } from './steps.ts'
import styles from './Wizard.module.css'

interface WizardProps {
  /** undefined until it is known. */
  readonly way: readonly WayStep[] | undefined
  readonly step: string
  readonly title: MessageKey
  readonly text: MessageKey
  /** What the house is called by now. */
  readonly house: string
  readonly children: ReactNode
}

/** The frame of every step: how far one is, what is asked. A new step takes the focus to its title. */
export function Wizard({ way, step, title, text, house, children }: WizardProps) {
  const t = useTranslations()
  const heading = useRef<HTMLHeadingElement>(null)
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current === step) return
    shown.current = step
    scrollTo(0, 0)
    heading.current?.focus({ preventScroll: true })
  }, [step])

  return (
    <div className={styles.wizard} data-step={step}>
      <p className={styles.site}>{house}</p>
      {step !== 'done' && <Progress way={way?.filter(({ name }) => name !== 'done') ?? []} step={step} />}
      <header className={styles.header}>
        <h1 ref={heading} tabIndex={-1} className={styles.title}>
          {t(title as never)}
        </h1>
        <p className={styles.text}>{t(text as never)}</p>
      </header>
      {children}
    </div>
  )
}

function Progress({ way, step }: { way: readonly WayStep[]; step: string }) {
  const t = useTranslations()
  const words = useAnyWords()
  if (way.length === 0) return <div className={styles.progress} />
  const number = way.filter(({ name }) => !isBefore(way, step, name)).length
  return (
    <nav className={styles.progress} aria-label={t('house.page.setup.stepsLabel')}>
      <p className={styles.count}>
        {t('house.page.setup.progress', { step: number, count: way.length })}
        <span className={styles.current}> · {words(way.find(({ name }) => name === step)?.label ?? '')}</span>
      </p>
      <ol className={styles.steps ?? ''}>
        {way.map(({ name, label }) => {
          const isDone = isBefore(way, name, step)
          return (
            <li
              key={name}
              className={styles.step}
              data-done={isDone || undefined}
              aria-current={name === step ? 'step' : undefined}
            >
              <span className={styles.label}>{words(label)}</span>
              {isDone && <VisuallyHidden> ({t('house.page.setup.stepDone')})</VisuallyHidden>}
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
