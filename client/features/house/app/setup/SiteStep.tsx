import { useTranslations } from 'use-intl'
import type * as z from 'zod/mini'
import { siteSettings } from '../../../../../shared/house.ts'
import type { SetupStepProps } from '../../../../lib/page.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { SaveFailure } from '../../../../ui/app/SaveFailure.tsx'
import { type SettingsOf, type Stored, useSettings } from '../../../../ui/app/useSettings.ts'
import { useSettingsForm } from '../../../../ui/app/useSettingsForm.ts'
import { WizardFoot, wizardForm } from '../../../../ui/app/WizardStep.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { SiteNameFields } from '../SiteNameFields.tsx'
import styles from './SiteStep.module.css'

type Site = z.infer<typeof siteSettings.schema>

export function SiteStep(props: SetupStepProps) {
  const settings = useSettings(siteSettings)
  return (
    <Loaded query={settings.query}>{(stored) => <SiteForm {...props} stored={stored} settings={settings} />}</Loaded>
  )
}

interface SiteFormProps extends SetupStepProps {
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
        {promise && <p className={styles.promise}>{promise}</p>}
      </figure>
      <WizardFoot onBack={onBack}>
        <Button type="submit" busy={saving.busy}>
          {t('common.actions.continue')}
        </Button>
      </WizardFoot>
    </form>
  )
}
