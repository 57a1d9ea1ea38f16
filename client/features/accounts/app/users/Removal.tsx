import { Radio } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useTranslations } from 'use-intl'
import type { MessageKey } from '../../../../../shared/messages/catalogue.gen.ts'
import type { BelongingsView, PersonDetails } from '../../../../../shared/people.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { useConfirm } from '../../../../ui/app/useConfirm.ts'
import { leaving } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import styles from './People.module.css'

/** Deletes a person, after it was asked what becomes of their things, and asked again. */
export function Removal({ person }: { person: PersonDetails }) {
  const t = useTranslations()
  const [isAsked, setAsked] = useState(false)
  return (
    <div>
      <Button look="danger" size="small" onClick={() => setAsked(true)}>
        {t('people.person.removal.open')}
      </Button>
      {isAsked && (
        <Dialog title={t('people.person.removal.heading', { name: person.name })} onClose={() => setAsked(false)}>
          <Things person={person} onClose={() => setAsked(false)} />
        </Dialog>
      )}
    </div>
  )
}

function Things({ person, onClose }: { person: PersonDetails; onClose: () => void }) {
  const procedures = useProcedures()
  const belongings = useQuery({
    ...procedures.accounts.belongings.queryOptions({ id: person.id }),
    // What is asked must be what there is now.
    staleTime: 0,
    gcTime: 0,
  })
  return (
    <Loaded query={belongings} lines={2}>
      {(kinds) => <Choices person={person} kinds={kinds} onClose={onClose} />}
    </Loaded>
  )
}

const toDelete = 'delete'

interface ChoicesProps {
  readonly person: PersonDetails
  readonly kinds: readonly BelongingsView[]
  readonly onClose: () => void
}

function Choices({ person: { id, name }, kinds, onClose }: ChoicesProps) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const confirm = useConfirm()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const { run, busy, failure } = useAct()
  const [chosen, setChosen] = useState<Readonly<Record<string, string>>>({})
  const [isMissing, setMissing] = useState(false)

  const remove = async () => {
    if (kinds.some(({ label }) => chosen[label] === undefined)) return setMissing(true)
    const question = {
      title: t('people.person.removal.sureTitle', { name }),
      text: t('people.person.removal.sureText'),
      confirm: t('people.person.removal.sure'),
      destructive: true,
    }
    if (!(await confirm(question))) return
    const belongings = kinds.map(({ label }) => {
      const choice = chosen[label]
      return { label, to: choice === toDelete ? null : Number(choice) }
    })
    await api.accounts.removePerson.mutate({ id, belongings })
    toasts.show({ text: t('people.person.removal.removed', { name }) })
    await navigate('/admin/people')
    void queries.invalidateQueries(procedures.accounts.everyone.queryFilter())
    return leaving
  }
  return (
    <div className={styles.form}>
      <p className={styles.text}>{t('people.person.removal.what')}</p>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      {kinds.map((kind) => (
        <Kind
          key={kind.label}
          kind={kind}
          value={chosen[kind.label] ?? null}
          isMissing={isMissing}
          onChange={(value) => setChosen({ ...chosen, [kind.label]: value })}
        />
      ))}
      <FormFoot>
        <Button look="danger" size="small" busy={busy} onClick={() => run(remove)}>
          {t('people.person.removal.next')}
        </Button>
        <Button look="plain" size="small" onClick={onClose}>
          {t('common.actions.cancel')}
        </Button>
      </FormFoot>
    </div>
  )
}

interface KindProps {
  readonly kind: BelongingsView
  readonly value: string | null
  readonly isMissing: boolean
  readonly onChange: (value: string) => void
}

function Kind({ kind: { label, count, heirs }, value, isMissing, onChange }: KindProps) {
  const t = useTranslations()
  const words = t(label as MessageKey as never)
  return (
    <Radio.Group
      label={t('people.person.removal.things', { label: words, count })}
      description={t('people.person.removal.choose')}
      value={value}
      onChange={onChange}
      error={isMissing && value === null ? t('people.person.removal.missing') : null}
    >
      <div className={styles.choices}>
        {heirs.map((heir) => (
          <Radio key={heir.id} value={String(heir.id)} label={t('people.person.removal.give', { name: heir.name })} />
        ))}
        <Radio value={toDelete} label={t('people.person.removal.delete')} />
      </div>
    </Radio.Group>
  )
}
