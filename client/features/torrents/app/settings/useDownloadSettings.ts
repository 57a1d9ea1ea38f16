import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { DownloadChoice, DownloadSettingsView } from '../../../../../shared/torrent-downloads.ts'
import { useProcedures } from '../../../../ui/app/query.ts'
import type { Stored } from '../../../../ui/app/useSettings.ts'
import { useApi } from '../../../../ui/services.tsx'

export interface StoredDownloads extends Stored<DownloadChoice> {
  /** Of the engine that the house runs itself. */
  readonly ownFolder: string | null
}

const storedOf = ({ value, revision, secretSet, ownFolder }: DownloadSettingsView): StoredDownloads => ({
  ...{ value, revision, ownFolder },
  secretsSet: secretSet ? ['secret'] : [],
})

/** Reads how files leave; `save` refuses with CONFLICT what somebody else changed since. */
export function useDownloadSettings() {
  const api = useApi()
  const procedures = useProcedures()
  const queries = useQueryClient()
  const query = useQuery({
    ...procedures.torrents.downloadSettings.queryOptions(),
    select: storedOf,
    // A form that is being filled in must not change under the hands.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const change = async (choice: DownloadChoice, revision: number, newSecret: boolean): Promise<StoredDownloads> => {
    const view = await api.torrents.changeDownloads.mutate({ choice, newSecret, revision })
    queries.setQueryData(procedures.torrents.downloadSettings.queryKey(), view)
    return storedOf(view)
  }
  const save = (choice: DownloadChoice, revision: number) => change(choice, revision, false)
  return { query, save, change }
}

export type DownloadSettingsForm = ReturnType<typeof useDownloadSettings>
