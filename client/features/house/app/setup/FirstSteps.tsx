import { PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { SetupView } from '../../../../../shared/house.ts'
import { type Locale, locales } from '../../../../../shared/locale.ts'
import { chooseLocale } from '../../../../lib/preferences.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { PersonFields } from '../../../../ui/app/PersonFields.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useLinkToken } from '../../../../ui/app/useLinkToken.ts'
import { leaving, useSubmission } from '../../../../ui/app/useSubmission.ts'
import { WizardFoot, wizardForm } from '../../../../ui/app/WizardStep.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useApi, useMe, useServices } from '../../../../ui/services.tsx'
import styles from './FirstSteps.module.css'
import { wholeWay } from './steps.ts'
import { Wizard } from './Wizard.tsx'

/** What is asked before there is anybody: the language, the proof, the owner. */
export function FirstSteps({ setup }: { setup: SetupView | undefined }) {
  const { site } = useMe()
  const inLink = useLinkToken()
  const [step, setStep] = useState<'language' | 'token' | 'owner'>('language')
  const [token, setToken] = useState('')
  const accept = (proved: string) => {
    setToken(proved)
    setStep('owner')
  }
  return (
    <Wizard
      way={setup && wholeWay(setup)}
      step={step}
      title={`house.page.setup.${step}.title`}
      text={`house.page.setup.${step}.text`}
      house={site.name}
    >
      {step === 'language' && <LanguageStep token={inLink} onProved={accept} onUnproved={() => setStep('token')} />}
      {step === 'token' && <TokenStep inLink={inLink} onProved={accept} onBack={() => setStep('language')} />}
      {step === 'owner' && <OwnerStep token={token} onBack={() => setStep('language')} />}
    </Wizard>
  )
}

interface LanguageStepProps {
  readonly token: string
  readonly onProved: (token: string) => void
  readonly onUnproved: () => void
}

/** The link's token is tried on the way: only where it fails is it asked for. */
function LanguageStep({ token, onProved, onUnproved }: LanguageStepProps) {
  const t = useTranslations()
  const api = useApi()
  const { locale } = useServices()
  const { run, busy } = useAct()
  const start = async () => {
    if (token === '') return onUnproved()
    await api.house.checkSetupToken.mutate({ token }).then(() => onProved(token), onUnproved)
  }
  return (
    <div className={wizardForm}>
      <fieldset className={styles.languages}>
        <legend className={styles.legend}>{t('house.page.setup.language.choose')}</legend>
        {locales.map((language: Locale) => (
          <button
            key={language}
            type="button"
            lang={language}
            className={styles.language}
            aria-pressed={language === locale}
            onClick={() => language !== locale && chooseLocale(language)}
          >
            {t(`common.appearance.${language}`)}
            {language === locale && <Icon name="check" />}
          </button>
        ))}
      </fieldset>
      <WizardFoot onBack={null}>
        <Button size="large" busy={busy} onClick={() => run(start)}>
          {t('house.page.setup.language.start')}
          <Icon name="next" />
        </Button>
      </WizardFoot>
    </div>
  )
}

/** Takes the token itself out of a whole link. */
const tokenIn = (pasted: string): string => pasted.trim().replace(/^.*#token=/, '')

interface TokenStepProps {
  readonly inLink: string
  readonly onProved: (token: string) => void
  readonly onBack: () => void
}

function TokenStep({ inLink, onProved, onBack }: TokenStepProps) {
  const t = useTranslations()
  const api = useApi()
  const form = useForm({
    initialValues: { token: '' },
    validate: { token: (token) => (tokenIn(token) === '' ? t('house.page.setup.token.missing') : null) },
  })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    const token = tokenIn(values.token)
    await api.house.checkSetupToken.mutate({ token })
    onProved(token)
  })
  return (
    <form className={wizardForm} onSubmit={submit} noValidate>
      {inLink !== '' && failure === null && <Notice tone="error">{t('house.errors.wrongSetupToken')}</Notice>}
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <PasswordInput
        label={t('house.page.setup.token.field')}
        description={t('house.page.setup.token.hint')}
        autoComplete="off"
        visibilityToggleFocusable
        {...form.getInputProps('token')}
        aria-invalid={form.errors.token ? true : undefined}
      />
      <WizardFoot onBack={onBack}>
        <Button type="submit" busy={busy}>
          {t('house.page.setup.token.submit')}
        </Button>
      </WizardFoot>
    </form>
  )
}

function OwnerStep({ token, onBack }: { token: string; onBack: () => void }) {
  const t = useTranslations()
  const api = useApi()
  const { locale } = useServices()
  const form = useForm({ initialValues: { name: '', username: '', email: '', password: '' } })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    await api.house.setUpOwner.mutate({ token, owner: { ...values, locale, timeZone } })
    // The page starts anew as the owner's, and the tab's history forgets the token.
    history.replaceState(null, '', '/setup')
    location.reload()
    return leaving
  })
  return (
    <form className={wizardForm} onSubmit={submit} method="post" noValidate>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <PersonFields form={form} />
      <WizardFoot onBack={onBack}>
        <Button type="submit" busy={busy}>
          {t('house.page.setup.owner.submit')}
        </Button>
      </WizardFoot>
    </form>
  )
}
