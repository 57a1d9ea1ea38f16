import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ImportView } from '../../../../../shared/couple-import.ts'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { Section } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useErrorWords } from '../../../../ui/services.tsx'
import { ArrivedFiles } from './ArrivedFiles.tsx'
import { ChooseSite } from './ChooseSite.tsx'
import { ChosenFiles } from './ChosenFiles.tsx'
import type { ChosenSite } from './chosenSite.ts'
import { LookedSite } from './LookedSite.tsx'
import { Progress } from './Progress.tsx'
import { SendingFiles } from './SendingFiles.tsx'
import { useSending } from './useSending.ts'

interface GatherSiteProps {
  /** The import to which files have been sent, if there is one. */
  readonly open: ImportView | null
  readonly onStarted: () => void
}

/** From the choice of an old site to the word that starts its import: choose, send, look. */
export function GatherSite({ open, onStarted }: GatherSiteProps) {
  const t = useTranslations()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const sending = useSending()
  const [site, setSite] = useState<ChosenSite | null>(null)
  const look = useMutation(procedures.couple.lookAtImport.mutationOptions())

  const importId = open?.id ?? null
  const lookAtIt = () => {
    if (importId !== null) look.mutate({ importId })
  }
  const { hasArrived } = sending
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the last file has arrived
  useEffect(() => {
    if (!hasArrived) return
    lookAtIt()
    void queries.invalidateQueries(procedures.couple.importFiles.queryFilter())
    setSite(null)
    sending.clear()
  }, [hasArrived])

  const forget = () => {
    setSite(null)
    sending.clear()
    look.reset()
  }
  const onDiscarded = () => {
    forget()
    queries.setQueryData(procedures.couple.importState.queryKey(), null)
  }
  const onStart = () => {
    onStarted()
    return queries.invalidateQueries(procedures.couple.importState.queryFilter())
  }
  const sendIt = async (chosen: ChosenSite) => {
    look.reset()
    await sending.start(chosen)
  }

  if (look.data && open) {
    return <LookedSite importId={open.id} report={look.data} onStarted={onStart} onDiscarded={onDiscarded} />
  }
  if (look.isPending || hasArrived) {
    const looking = t('coupleImport.page.looking')
    return (
      <Section title={t('coupleImport.page.looked')}>
        <Progress label={looking} share={null} words={looking} />
      </Section>
    )
  }
  if (sending.isUnderway) return <SendingFiles sending={sending} onGivenUp={sending.clear} />
  if (site) return <ChosenFiles site={site} onSend={() => sendIt(site)} onOther={() => setSite(null)} />
  return (
    <>
      {look.error && <Refused error={look.error} />}
      <ChooseSite onChosen={setSite} />
      {open && <ArrivedFiles importId={open.id} onLook={lookAtIt} onDiscarded={onDiscarded} />}
    </>
  )
}

function Refused({ error }: { error: unknown }) {
  const t = useTranslations()
  const errorWords = useErrorWords()
  return (
    <Notice tone="error" title={t('coupleImport.page.refused')}>
      {errorWords(error)}
    </Notice>
  )
}
