import { useTranslations } from 'use-intl'
import { siteSettings } from '../../../../../shared/house.ts'
import { mailServer } from '../../../../../shared/mail.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { Button } from '../../../../ui/Button.tsx'
import { MailServerForm } from '../MailServerForm.tsx'
import { useSettings } from '../useSettings.ts'
import { BackButton } from './BackButton.tsx'
import type { StepProps } from './LaterSteps.tsx'
import styles from './MailStep.module.css'
import { WizardFoot } from './Wizard.tsx'

export function MailStep({ onNext, onBack }: StepProps) {
  const t = useTranslations()
  const settings = useSettings(mailServer)
  const site = useSettings(siteSettings)
  const skip = useAct()
  return (
    <div className={styles.mail}>
      {skip.failure !== null && <Notice tone="error">{skip.failure}</Notice>}
      <Loaded query={settings.query} lines={6}>
        {(stored) => (
          <Loaded query={site.query} lines={6}>
            {({ value: { name } }) => (
              <MailServerForm
                stored={{ ...stored, value: { ...stored.value, fromName: stored.value.fromName || name } }}
                settings={settings}
                onSaved={() => onNext()}
                foot={({ busy, filled }) => (
                  <WizardFoot>
                    <Button type="submit" busy={busy} look={filled ? 'filled' : 'outline'}>
                      {t('house.page.setup.mail.save')}
                    </Button>
                    <Button
                      look={filled ? 'outline' : 'filled'}
                      busy={skip.busy}
                      onClick={() => skip.run(() => onNext())}
                    >
                      {t('house.page.setup.skip')}
                    </Button>
                    <BackButton onBack={onBack} />
                  </WizardFoot>
                )}
              />
            )}
          </Loaded>
        )}
      </Loaded>
    </div>
  )
}
