import { useState } from 'react'
import { useMatches } from 'react-router'
import { coupleChanged, coupleHome, couplePartner, coupleRoomId } from '../../../shared/couple-live.ts'
import { coupleMe } from '../../../shared/couple-me.ts'
import type { RoomState } from '../../../shared/definitions.ts'
import { isEvent, type LiveEvent } from '../../lib/live.ts'
import { useLive, useMe } from '../../ui/services.tsx'
import { useReadAgain } from './useReadAgain.ts'

/** What the server just read needs no second reading when the socket joins right after it. */
const justRead = 5000

const roomOf = (content: unknown): RoomState | undefined =>
  typeof content === 'object' && content !== null && 'room' in content ? (content.room as RoomState) : undefined

/** Keeps the couple's pages as the two partners leave them, while they are open. */
export function useCoupleLive(): void {
  const me = useMe()
  const readAgain = useReadAgain()
  const known = roomOf(useMatches().findLast(({ loaderData }) => roomOf(loaderData))?.loaderData)
  const [openedAt] = useState(() => performance.now())
  const onEvent = (event: LiveEvent) => {
    if (isEvent(event, coupleChanged)) readAgain()
  }
  useLive(me.account ? coupleHome.name : null, coupleRoomId, {
    onEvent,
    onStale: readAgain,
    onRefused: readAgain,
    ...(known ? { known } : {}),
  })
  useLive(coupleMe.of(me).partner ? couplePartner.name : null, String(me.account?.id), {
    onEvent,
    onStale: () => {
      if (performance.now() - openedAt > justRead) readAgain()
    },
  })
}
