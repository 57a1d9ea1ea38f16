import { useTranslations } from 'use-intl'
import type { PersonDetails } from '../../../../../shared/people.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { Button } from '../../../../ui/Button.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import styles from './People.module.css'
import { usePersonChanged } from './usePerson.ts'

/** Signs a person out, shuts their account, opens it again. */
export function PersonAccess({ person }: { person: PersonDetails }) {
  const t = useTranslations()
  const { sessions, disabled, isSelf, mayManage } = person
  return (
    <>
      {disabled && <Notice tone="warn">{t('people.person.access.disabledText')}</Notice>}
      <p className={styles.text}>{t('people.person.access.sessions', { count: sessions })}</p>
      {mayManage ? (
        <Acts person={person} />
      ) : (
        <p className={styles.text}>{t(isSelf ? 'people.person.access.fixedSelf' : 'people.person.access.fixed')}</p>
      )}
    </>
  )
}

function Acts({ person: { id, name, sessions, disabled } }: { person: PersonDetails }) {
  const t = useTranslations()
  const { accounts } = useApi()
  const toasts = useToasts()
  const confirm = useConfirm()
  const onChanged = usePersonChanged()
  const { run, busy, failure } = useAct()

  const end = async () => {
    const question = {
      title: t('people.person.access.endTitle', { name }),
      text: t('people.person.access.endText'),
      confirm: t('people.person.access.end'),
      destructive: true,
    }
    if (!(await confirm(question))) return
    onChanged(await accounts.endSessionsOf.mutate({ id }))
    toasts.show({ text: t('people.person.access.ended', { name }) })
  }
  const disable = async () => {
    const question = {
      title: t('people.person.access.disableTitle', { name }),
      text: t('people.person.access.disableText'),
      confirm: t('people.person.access.disable'),
      destructive: true,
    }
    if (!(await confirm(question))) return
    onChanged(await accounts.disablePerson.mutate({ id }))
    toasts.show({ text: t('people.person.access.disabled', { name }) })
  }
  const enable = async () => {
    onChanged(await accounts.enablePerson.mutate({ id }))
    toasts.show({ text: t('people.person.access.enabled', { name }) })
  }
  return (
    <>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <div className={styles.acts}>
        {sessions > 0 && (
          <Button look="outline" size="small" busy={busy} onClick={() => run(end)}>
            {t('people.person.access.end')}
          </Button>
        )}
        <Button look="outline" size="small" busy={busy} onClick={() => run(disabled ? enable : disable)}>
          {t(disabled ? 'people.person.access.enable' : 'people.person.access.disable')}
        </Button>
      </div>
    </>
  )
}
