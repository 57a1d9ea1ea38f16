import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { Page, Section } from '../../../ui/app/Page.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useHashTarget } from '../../../ui/app/useHashTarget.ts'
import { ButtonLink } from '../../../ui/Button.tsx'
import { EmailSection } from './EmailSection.tsx'
import { MfaSection } from './mfa/MfaSection.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { ProfileForm } from './ProfileForm.tsx'
import { SchemeChoice } from './SchemeChoice.tsx'
import { SessionList } from './SessionList.tsx'

/** `/me`: one's own account. */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const profile = useQuery(procedures.accounts.profile.queryOptions())
  useHashTarget(profile.data !== undefined)

  return (
    <Page title={t('accounts.page.me.title')} text={t('accounts.page.me.text')}>
      <Section title={t('accounts.page.me.profile.title')}>
        <Loaded query={profile} lines={5}>
          {(read) => <ProfileForm profile={read} />}
        </Loaded>
      </Section>
      <Section title={t('accounts.page.me.appearance.title')} text={t('accounts.page.me.appearance.text')}>
        <SchemeChoice />
      </Section>
      <Section id="password" title={t('accounts.page.me.password.title')} text={t('accounts.page.me.password.text')}>
        <Loaded query={profile}>{({ name, username, email }) => <PasswordForm own={[name, username, email]} />}</Loaded>
      </Section>
      <Section id="mfa" title={t('mfa.page.me.title')} text={t('mfa.page.me.text')}>
        <Loaded query={profile}>{({ username }) => <MfaSection username={username} />}</Loaded>
      </Section>
      <Section id="email" title={t('accounts.page.me.email.title')} text={t('accounts.page.me.email.text')}>
        <Loaded query={profile}>{(read) => <EmailSection profile={read} />}</Loaded>
      </Section>
      <Section id="sessions" title={t('accounts.page.me.sessions.title')} text={t('accounts.page.me.sessions.text')}>
        <SessionList />
      </Section>
      <Section title={t('apiKeys.page.section.title')} text={t('apiKeys.page.section.text')}>
        <div>
          <ButtonLink to="/me/keys" look="outline" size="small">
            {t('apiKeys.page.section.open')}
          </ButtonLink>
        </div>
      </Section>
    </Page>
  )
}
