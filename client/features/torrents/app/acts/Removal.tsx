import { Checkbox } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { TorrentRemoval, TorrentView } from '../../../../../shared/torrents.ts'
import { Loaded } from '../../../../ui/app/Loaded.tsx'
import { Button } from '../../../../ui/Button.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import { Icon } from '../../../../ui/Icon.tsx'
import { useFormats, useMe } from '../../../../ui/services.tsx'
import { type RemovalChoice, removalsOf, useTorrentApi } from '../torrentApi.ts'
import { useTorrentWords } from '../useTorrentWords.ts'
import styles from './Removal.module.css'

interface RemovalProps {
  readonly torrents: readonly TorrentView[]
  readonly onClose: () => void
  readonly onRemove: (choice: RemovalChoice) => void
}

const namedAtMost = 5

/** Deleting is asked twice: what it would do to each, then once more before data is gone for good. */
export function Removal({ torrents, onClose, onRemove }: RemovalProps) {
  const t = useTranslations()
  const api = useTorrentApi()
  const [isSure, setSure] = useState(false)
  const ids = torrents.map(({ id }) => id)
  const mayChoose = useMe().abilities.includes('torrents.administer')
  const [choice, setChoice] = useState<RemovalChoice>({ wholly: false, withData: true })
  const { wholly } = choice
  const removals = useQuery({
    queryKey: ['torrents', 'removal', ids, wholly],
    queryFn: () => removalsOf(api, ids, wholly),
    placeholderData: keepPreviousData,
    gcTime: 0,
  })
  return (
    <Dialog title={t('torrentPages.removal.title', { count: ids.length })} onClose={onClose}>
      <Loaded query={removals}>
        {(known) => {
          const deleted = known.filter(({ outcome }) => outcome === 'deletes')
          const left = known.filter(({ outcome }) => outcome === 'leaves')
          const isAsked = isSure || deleted.length === 0
          return (
            <>
              <div className={styles.effects}>
                {isSure && deleted.length > 0 ? (
                  <Sure deleted={deleted} withData={choice.withData} />
                ) : (
                  <>
                    <Deleted of={deleted} withData={choice.withData} />
                    <Left of={left} />
                    {mayChoose && <Choices choice={choice} removals={known} onChoose={setChoice} />}
                  </>
                )}
              </div>
              <div className={styles.acts}>
                <Button look="outline" data-autofocus onClick={onClose}>
                  {t('common.actions.cancel')}
                </Button>
                <Button
                  key={String(isAsked)}
                  look={deleted.length > 0 ? 'danger' : 'filled'}
                  onClick={() => (isAsked ? onRemove(choice) : setSure(true))}
                >
                  {t(
                    deleted.length === 0
                      ? 'torrentPages.removal.leave'
                      : isSure
                        ? 'torrentPages.removal.forGood'
                        : 'torrentPages.removal.delete',
                  )}
                </Button>
              </div>
            </>
          )
        }}
      </Loaded>
    </Dialog>
  )
}

/** How much they are together, in words: of a magnet that may not be known. */
function useSum(removals: readonly TorrentRemoval[]): string {
  const t = useTranslations()
  const words = useTorrentWords()
  const sum = removals.reduce((all, { size }) => all + (size ?? 0), 0)
  return sum > 0 ? words.size(sum) : t('torrentPages.removal.unknownSize')
}

interface DeletedProps {
  readonly of: readonly TorrentRemoval[]
  readonly withData: boolean
}

function Deleted({ of, withData }: DeletedProps) {
  const t = useTranslations()
  const size = useSum(of)
  if (of.length === 0) return null
  return (
    <section>
      <h3 className={styles.heading}>
        <Icon name="trash" size={18} />
        {t(withData ? 'torrentPages.removal.deletes' : 'torrentPages.removal.deletesKept', { count: of.length, size })}
      </h3>
      <OfOthers of={of} />
      <Names of={of} />
    </section>
  )
}

/** Whose they are, where they are others' too: an administrator takes them away from somebody. */
function OfOthers({ of }: { of: readonly TorrentRemoval[] }) {
  const t = useTranslations()
  const formats = useFormats()
  const theirs = of.filter(({ otherOwners }) => otherOwners.length > 0)
  if (theirs.length === 0) return null
  const names = formats.list([...new Set(theirs.flatMap(({ otherOwners }) => otherOwners))])
  return (
    <p className={styles.text}>
      {t('torrentPages.removal.ofOthers', { count: theirs.length, all: String(theirs.length === of.length), names })}
    </p>
  )
}

function Left({ of }: { of: readonly TorrentRemoval[] }) {
  const t = useTranslations()
  const formats = useFormats()
  if (of.length === 0) return null
  const others = [...new Set(of.flatMap(({ otherOwners }) => otherOwners))]
  return (
    <section>
      <h3 className={styles.heading}>
        <Icon name="people" size={18} />
        {t('torrentPages.removal.leaves', { count: of.length })}
      </h3>
      <p className={styles.text}>
        {t('torrentPages.removal.others', { count: of.length, names: formats.list(others) })}
      </p>
      <Names of={of} />
    </section>
  )
}

function Sure({ deleted, withData }: { deleted: readonly TorrentRemoval[]; withData: boolean }) {
  const t = useTranslations()
  const size = useSum(deleted)
  return (
    <>
      <p role="alert">
        {t(withData ? 'torrentPages.removal.sure' : 'torrentPages.removal.sureKept', { count: deleted.length, size })}
      </p>
      <OfOthers of={deleted} />
      <Names of={deleted} />
    </>
  )
}

function Names({ of }: { of: readonly TorrentRemoval[] }) {
  const t = useTranslations()
  const more = of.length - namedAtMost
  return (
    <ul className={styles.names ?? ''}>
      {of.slice(0, namedAtMost).map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
      {more > 0 && <li>{t('torrentPages.removal.more', { count: more })}</li>}
    </ul>
  )
}

interface ChoicesProps {
  readonly choice: RemovalChoice
  readonly removals: readonly TorrentRemoval[]
  readonly onChoose: (choice: RemovalChoice) => void
}

/** What administrators decide besides. */
function Choices({ choice, removals, onChoose }: ChoicesProps) {
  const t = useTranslations()
  // Of those that are others' alone nothing would be left to leave out.
  const isShared = choice.wholly || removals.some(({ outcome }) => outcome === 'leaves')
  return (
    <div className={styles.choices}>
      <Checkbox
        checked={!choice.withData}
        onChange={({ currentTarget }) => onChoose({ ...choice, withData: !currentTarget.checked })}
        label={t('torrentPages.removal.keepFiles')}
      />
      {isShared && (
        <Checkbox
          checked={choice.wholly}
          onChange={({ currentTarget }) => onChoose({ ...choice, wholly: currentTarget.checked })}
          label={t('torrentPages.removal.wholly')}
        />
      )}
    </div>
  )
}
