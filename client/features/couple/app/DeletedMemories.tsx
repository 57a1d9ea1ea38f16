import { FocusTrap } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useMatches } from 'react-router'
import { useTranslations } from 'use-intl'
import { deletedKeptDays } from '../../../../shared/couple-limits.ts'
import { coupleMe } from '../../../../shared/couple-me.ts'
import { Loaded } from '../../../ui/app/Loaded.tsx'
import { MorePages } from '../../../ui/app/MorePages.tsx'
import { useProcedures } from '../../../ui/app/query.ts'
import { Empty } from '../../../ui/Empty.tsx'
import { useMe } from '../../../ui/services.tsx'
import styles from './DeletedMemories.module.css'
import { DeletedMemoryRow } from './DeletedMemoryRow.tsx'
import { EditorDialog } from './EditorDialog.tsx'
import { NotPartner } from './NotPartner.tsx'

const page = '/couple/memories'
const pageLength = 20

/** `/couple/memories/deleted`: what may still be brought back. */
export function Component() {
  const t = useTranslations()
  if (!coupleMe.of(useMe()).partner) return <NotPartner page={page} />
  return (
    <EditorDialog
      title={t('coupleEditor.deleted.title')}
      page={page}
      size="48rem"
      isDirty={false}
      leaveText=""
      onAbandon={() => undefined}
    >
      <Deleted />
    </EditorDialog>
  )
}

function Deleted() {
  const t = useTranslations()
  const procedures = useProcedures()
  const list = useRef<HTMLUListElement>(null)
  const query = useInfiniteQuery({
    ...procedures.couple.deleted.infiniteQueryOptions({ limit: pageLength }, { getNextPageParam: ({ next }) => next }),
    // Whoever has just deleted something looks for it here.
    staleTime: 0,
  })
  const readAgain = () => void query.refetch()
  const memories = query.data?.pages.flatMap((read) => read.memories)
  const isLong = query.hasNextPage || (query.data?.pages.length ?? 0) > 1
  useReadWithPage(readAgain)
  const days = { days: deletedKeptDays }
  return (
    <div className={styles.page}>
      <FocusTrap.InitialFocus />
      <Loaded query={{ ...query, data: memories }} lines={6}>
        {(shown) =>
          shown.length === 0 ? (
            <Empty icon="trash" title={t('coupleEditor.deleted.empty')}>
              {t('coupleEditor.deleted.emptyText', days)}
            </Empty>
          ) : (
            <>
              <p className={styles.intro}>{t('coupleEditor.deleted.intro', days)}</p>
              <ul ref={list} tabIndex={-1} className={styles.list ?? ''} aria-label={t('coupleEditor.deleted.list')}>
                {shown.map((memory) => (
                  <DeletedMemoryRow
                    key={memory.id}
                    memory={memory}
                    onActed={() => {
                      // The button leaves with its row.
                      list.current?.focus()
                      readAgain()
                    }}
                  />
                ))}
              </ul>
              {isLong && <MorePages of={query} end={t('coupleEditor.deleted.end')} />}
            </>
          )
        }
      </Loaded>
    </div>
  )
}

/** Reads again whenever the page beneath does: it follows what the two change. */
function useReadWithPage(readAgain: () => void): void {
  const beneath = useMatches().findLast(({ loaderData }) => loaderData)?.loaderData
  const known = useRef(beneath)
  useEffect(() => {
    if (known.current === beneath) return
    known.current = beneath
    readAgain()
  })
}
