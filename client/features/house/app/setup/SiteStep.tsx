import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import { siteSettings } from '../../../../../shared/house.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { SaveFailure } from '../SaveFailure.tsx'
import { SiteNameFields } from '../SiteNameFields.tsx'
import { type SettingsOf, type Stored, useSettings } from '../useSettings.ts'
import { useSettingsForm } from '../useSettingsForm.ts'
import { BackButton } from './BackButton.tsx'
import type { StepProps } from './LaterSteps.tsx'
import styles from './SiteStep.module.css'
import { WizardFoot, wizardForm } from './Wizard.tsx'

type Site = z.infer<typeof siteSettings.schema>

export function SiteStep(props: StepProps) {
  const settings = useSettings(siteSettings)
  return (
    <Loaded query={settings.query}>{(stored) => <SiteForm {...props} stored={stored} settings={settings} />}</Loaded>
  )
}

interface SiteFormProps extends StepProps {
  readonly stored: Stored<Site>
  readonly settings: SettingsOf<Site>
}

function SiteForm({ stored, settings, onNext, onBack }: SiteFormProps) {
  const t = useTranslations()
  const saving = useSettingsForm({ stored, settings, onSaved: () => onNext() })
  const { name, promise } = saving.form.values
  return (
    <form className={wizardForm} onSubmit={saving.submit} noValidate>
      <SaveFailure of={saving} />
      <SiteNameFields form={saving.form} />
      <figure className={styles.preview}>
        <figcaption className={styles.caption}>{t('house.page.setup.site.preview')}</figcaption>
        <p className={styles.name}>{name || '…'}</p>
        <p className={styles.promise}>{promise || t('house.page.settings.site.promiseExample')}</p>
      </figure>
      <WizardFoot>
        <Button type="submit" busy={saving.busy}>
          {t('common.actions.continue')}
        </Button>
        <BackButton onBack={onBack} />
      </WizardFoot>
    </form>
  )
}
