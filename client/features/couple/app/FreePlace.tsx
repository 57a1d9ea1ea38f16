import { Select, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { InvitationLink } from '../../../../shared/accounts.ts'
import type { PartnerPlace, Position } from '../../../../shared/couple.ts'
import { isLocale, type Locale, locales } from '../../../../shared/locale.ts'
import { Notice } from '../../../ui/app/Notice.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { useSubmission } from '../../../ui/app/useSubmission.ts'
import { Button } from '../../../ui/Button.tsx'
import { useApi, useErrorWords, useMe, useServices } from '../../../ui/services.tsx'
import { useToasts } from '../../../ui/Toast.tsx'
import styles from './CouplePlaces.module.css'

interface FreePlaceProps {
  readonly position: Position
  /** Accounts that hold the other place. */
  readonly taken: readonly number[]
  readonly onNamed: (places: readonly PartnerPlace[]) => void
  readonly onInvited: (link: InvitationLink, name: string) => Promise<void>
}

/** A place that somebody is to have: oneself, another account, or whoever a link invites. */
export function FreePlace({ position, taken, onNamed, onInvited }: FreePlaceProps) {
  const t = useTranslations()
  const me = useMe()
  const { name, busy } = useNaming(position, onNamed)
  const own = me.account && !taken.includes(me.account.id) ? me.account : null
  return (
    <div className={styles.free}>
      <p className={styles.quiet}>{t('coupleEditor.places.freeText')}</p>
      {own && (
        <div>
          <Button size="small" busy={busy} onClick={() => void name(own.id, own.name)}>
            {t('coupleEditor.places.takePlace')}
          </Button>
        </div>
      )}
      <KnownAccounts taken={[...taken, ...(own ? [own.id] : [])]} busy={busy} onName={name} />
      <Invitation position={position} onInvited={onInvited} />
    </div>
  )
}

function useNaming(position: Position, onNamed: FreePlaceProps['onNamed']) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const errorWords = useErrorWords()
  const me = useMe()
  const [busy, setBusy] = useState(false)
  const name = async (accountId: number, called: string) => {
    setBusy(true)
    try {
      const places = await api.couple.namePartner.mutate({ position, accountId })
      // Every page of this window must learn that it is one of the two who looks.
      if (accountId === me.account?.id) return location.reload()
      onNamed(places)
      toasts.show({ text: t('coupleEditor.places.named', { name: called }) })
    } catch (thrown) {
      toasts.show({ text: errorWords(thrown), tone: 'error' })
    } finally {
      setBusy(false)
    }
  }
  return { name, busy }
}

interface KnownAccountsProps {
  readonly taken: readonly number[]
  readonly busy: boolean
  readonly onName: (accountId: number, name: string) => Promise<void>
}

/** Drawn for whoever may see the house's accounts, where there are others. */
function KnownAccounts({ taken, busy, onName }: KnownAccountsProps) {
  const t = useTranslations()
  const procedures = useProcedures()
  const me = useMe()
  const people = useQuery({
    ...procedures.accounts.people.queryOptions(),
    enabled: me.abilities.includes('house.administer'),
  })
  const [chosen, setChosen] = useState<string | null>(null)
  const known = (people.data ?? []).filter(({ id }) => !taken.includes(id))
  const person = known.find(({ id }) => String(id) === chosen)
  if (known.length === 0) return null
  return (
    <div className={styles.row}>
      <Select
        label={t('coupleEditor.places.account')}
        placeholder={t('coupleEditor.places.accountPlaceholder')}
        data={known.map(({ id, name, username }) => ({ value: String(id), label: `${name} (${username})` }))}
        value={chosen}
        onChange={setChosen}
        searchable
        nothingFoundMessage={t('coupleEditor.places.accountNothing')}
      />
      <Button
        look="outline"
        size="small"
        busy={busy}
        disabled={!person}
        onClick={() => person && void onName(person.id, person.name)}
      >
        {t('coupleEditor.places.name')}
      </Button>
    </div>
  )
}

function Invitation({ position, onInvited }: Pick<FreePlaceProps, 'position' | 'onInvited'>) {
  const t = useTranslations()
  const api = useApi()
  const { locale } = useServices()
  const form = useForm<{ name: string; email: string; locale: Locale }>({
    initialValues: { name: '', email: '', locale },
  })
  const { submit, busy, failure } = useSubmission(form, async (values) => {
    const link = await api.couple.invitePartner.mutate({ ...values, email: values.email.trim(), position })
    await onInvited(link, values.name)
  })
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <div>
        <h3 className={styles.formTitle}>{t('coupleEditor.places.inviteTitle')}</h3>
        <p className={styles.quiet}>{t('coupleEditor.places.inviteText')}</p>
      </div>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <div className={styles.fields}>
        <TextInput
          label={t('coupleEditor.places.inviteName')}
          autoComplete="off"
          maxLength={100}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('coupleEditor.places.inviteEmail')}
          description={t('coupleEditor.places.inviteEmailHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          type="email"
          autoComplete="off"
          {...form.getInputProps('email')}
        />
        <Select
          label={t('coupleEditor.places.inviteLocale')}
          data={locales.map((value) => ({ value, label: t(`common.appearance.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps('locale')}
          onChange={(chosen) => isLocale(chosen) && form.setFieldValue('locale', chosen)}
        />
      </div>
      <div>
        <Button type="submit" size="small" busy={busy}>
          {t('coupleEditor.places.inviteSend')}
        </Button>
      </div>
    </form>
  )
}
