import { useTranslations } from 'use-intl'
import { siteSettings } from '../../../../../shared/house.ts'
import { mailServer } from '../../../../../shared/mail.ts'
import type { SetupStepProps } from '../../../../lib/page.ts'
import { Loaded, together } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useSettings } from '../../../../ui/app/useSettings.ts'
import { WizardFoot } from '../../../../ui/app/WizardStep.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { MailServerForm } from '../MailServerForm.tsx'
import styles from './MailStep.module.css'

export function MailStep({ onNext, onBack }: SetupStepProps) {
  const t = useTranslations()
  const settings = useSettings(mailServer)
  const site = useSettings(siteSettings)
  const skip = useAct()
  return (
    <div className={styles.mail}>
      {skip.failure !== null && <Notice tone="error">{skip.failure}</Notice>}
      <Loaded query={together(settings.query, site.query)} lines={6}>
        {([
          stored,
          {
            value: { name },
          },
        ]) => (
          <MailServerForm
            stored={{ ...stored, value: { ...stored.value, fromName: stored.value.fromName || name } }}
            settings={settings}
            onSaved={() => onNext()}
            foot={({ busy, filled }) => (
              <WizardFoot onBack={onBack}>
                <Button type="submit" busy={busy} look={filled ? 'filled' : 'outline'}>
                  {t('house.page.setup.mail.save')}
                </Button>
                <Button look={filled ? 'outline' : 'filled'} busy={skip.busy} onClick={() => skip.run(() => onNext())}>
                  {t('house.page.setup.skip')}
                </Button>
              </WizardFoot>
            )}
          />
        )}
      </Loaded>
    </div>
  )
}
