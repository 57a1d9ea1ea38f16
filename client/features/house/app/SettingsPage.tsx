import { useTranslations } from 'use-intl'
import { siteSettings } from '../../../../shared/house.ts'
import { mailServer } from '../../../../shared/mail.ts'
import { Badge } from '../../../ui/app/Badge.tsx'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Page, Section } from '../../../ui/app/Page.tsx'
import { useHashTarget } from '../../../ui/app/useHashTarget.ts'
import { useSettings } from '../../../ui/app/useSettings.ts'
import { FeatureSettings } from './FeatureSettings.tsx'
import { MailServerForm } from './MailServerForm.tsx'
import { SiteForm } from './SiteForm.tsx'

/** `/admin/settings`: the house itself and the server that takes its mail. */
export function Component() {
  const t = useTranslations()
  const site = useSettings(siteSettings)
  const mail = useSettings(mailServer)
  useHashTarget(site.query.data !== undefined && mail.query.data !== undefined)

  return (
    <Page title={t('house.page.settings.title')}>
      <Section title={t('house.page.settings.site.title')} text={t('house.page.settings.site.text')}>
        <Loaded query={site.query} lines={6}>
          {(stored) => <SiteForm stored={stored} settings={site} />}
        </Loaded>
      </Section>
      <Section
        id="mail"
        title={t('house.page.settings.mail.title')}
        text={t('house.page.settings.mail.text')}
        action={
          mail.query.data &&
          (mail.query.data.value.host === '' ? (
            <Badge tone="warn">{t('house.page.settings.mail.notSet')}</Badge>
          ) : (
            <Badge tone="ok">{t('house.page.settings.mail.set')}</Badge>
          ))
        }
      >
        <Loaded query={mail.query} lines={6}>
          {(stored) => <MailServerForm stored={stored} settings={mail} />}
        </Loaded>
      </Section>
      <FeatureSettings />
    </Page>
  )
}
