import { NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { TorrentMember } from '../../../../../shared/torrent-acts.ts'
import type { StrangerView } from '../../../../../shared/torrents.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { FormFoot } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useAct } from '../../../../ui/app/useAct.ts'
import { leaving } from '../../../../ui/app/useSubmission.ts'
import { Button } from '../../../../ui/Button.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { useApi } from '../../../../ui/services.tsx'
import { useToasts } from '../../../../ui/Toast.tsx'
import { useTorrentWords } from '../useTorrentWords.ts'
import styles from './Strangers.module.css'

interface GiveProps {
  readonly stranger: StrangerView
  readonly onClose: () => void
}

/** Asks to whom a torrent is given, and says what that means before it is done. */
export function GiveStranger({ stranger, onClose }: GiveProps) {
  const t = useTranslations()
  const procedures = useProcedures()
  const members = useQuery(procedures.torrents.members.queryOptions())
  return (
    <Dialog title={t('torrentActs.strangers.question', { name: stranger.name })} onClose={onClose}>
      <Loaded query={members} lines={2}>
        {(people) =>
          people.length === 0 ? (
            <p className={styles.detail}>{t('torrentActs.strangers.nobody')}</p>
          ) : (
            <GiveForm stranger={stranger} people={people} onClose={onClose} />
          )
        }
      </Loaded>
    </Dialog>
  )
}

function GiveForm({ stranger: { hash, name }, people, onClose }: GiveProps & { people: readonly TorrentMember[] }) {
  const t = useTranslations()
  const api = useApi()
  const toasts = useToasts()
  const words = useTorrentWords()
  const queries = useQueryClient()
  const procedures = useProcedures()
  const { run, busy, failure } = useAct()
  const [chosen, setChosen] = useState('')
  const [isMissing, setMissing] = useState(false)

  const give = async () => {
    const person = people.find(({ id }) => String(id) === chosen)
    if (!person) return setMissing(true)
    const { exceeds } = await api.torrents.giveStranger.mutate({ hash, to: person.id })
    const given = t('torrentActs.strangers.given', { name, person: person.name })
    toasts.show({ text: exceeds ? `${given} ${words.problem(exceeds)}` : given })
    await queries.invalidateQueries(procedures.torrents.strangers.queryFilter())
    onClose()
    return leaving
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    run(give)
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <p className={styles.text}>{t('torrentActs.strangers.explained')}</p>
      {failure !== null && <Notice tone="error">{failure}</Notice>}
      <NativeSelect
        label={t('torrentActs.strangers.person')}
        value={chosen}
        onChange={(event) => {
          setChosen(event.currentTarget.value)
          setMissing(false)
        }}
        error={isMissing ? t('torrentActs.strangers.missing') : null}
        data={[
          { value: '', label: t('torrentActs.strangers.choose') },
          ...people.map((person) => ({ value: String(person.id), label: person.name })),
        ]}
      />
      <FormFoot>
        <Button type="submit" size="small" busy={busy}>
          {t('torrentActs.strangers.give')}
        </Button>
        <Button look="plain" size="small" onClick={onClose}>
          {t('common.actions.cancel')}
        </Button>
      </FormFoot>
    </form>
  )
}
