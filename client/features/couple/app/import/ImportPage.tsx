import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { administerCouple } from '../../../../../shared/couple.ts'
import type { ImportView } from '../../../../../shared/couple-import.ts'
import { wireErrorOf } from '../../../../lib/errors.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Notice } from '../../../../ui/app/Notice.tsx'
import { BackLink, Page } from '../../../../ui/app/Page.tsx'
import { useProcedures } from '../../../../ui/app/query.ts'
import { useMe } from '../../../../ui/services.tsx'
import { EndedImport } from './EndedImport.tsx'
import { GatherSite } from './GatherSite.tsx'
import { RunningImport } from './RunningImport.tsx'
import { HasShown } from './useNewFocus.ts'

/** In milliseconds. */
const askedEvery = 1000

const isUnderway = (view: ImportView | null | undefined): boolean =>
  view?.state === 'queued' || view?.state === 'running'

/** `/admin/couple/import`: brings an old couple site in. How far it is, the house knows: a reload changes nothing. */
export function Component() {
  const t = useTranslations()
  const procedures = useProcedures()
  const me = useMe()
  const state = useQuery({
    ...procedures.couple.importState.queryOptions(),
    refetchInterval: ({ state: { data } }) => (isUnderway(data) ? askedEvery : false),
  })
  const hasShown = useRef(false)
  const isForbidden = state.error !== null && wireErrorOf(state.error).code === 'FORBIDDEN'
  return (
    <>
      {me.abilities.includes(administerCouple.name) && (
        <BackLink to="/admin/couple">{t('coupleImport.page.back')}</BackLink>
      )}
      <Page title={t('coupleImport.page.title')} text={t('coupleImport.page.text')}>
        {isForbidden ? (
          <Notice tone="warn">{t('coupleImport.page.forbidden')}</Notice>
        ) : (
          <Loaded query={state} lines={5}>
            {(view) => (
              <HasShown value={hasShown}>
                <Import view={view} />
              </HasShown>
            )}
          </Loaded>
        )}
      </Page>
    </>
  )
}

function Import({ view }: { view: ImportView | null }) {
  const [isAgain, setAgain] = useState(false)
  if (view && isUnderway(view)) return <RunningImport view={view} />
  if (!view || view.state === 'open' || isAgain) {
    return <GatherSite open={view?.state === 'open' ? view : null} onStarted={() => setAgain(false)} />
  }
  return <EndedImport view={view} onAgain={() => setAgain(true)} />
}
