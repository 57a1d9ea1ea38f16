import type { TorrentState } from '../../../../../shared/torrents.ts'

/** The colour that a state is shown in. */
export type Tone = 'moving' | 'given' | 'waiting' | 'still' | 'troubled'

const tones: Readonly<Record<TorrentState, Tone>> = {
  waiting: 'waiting',
  'not-sent': 'troubled',
  metadata: 'waiting',
  queued: 'waiting',
  downloading: 'moving',
  stalled: 'waiting',
  checking: 'waiting',
  moving: 'waiting',
  paused: 'still',
  seeding: 'given',
  finished: 'given',
  missing: 'troubled',
  failed: 'troubled',
  vanished: 'troubled',
}

export const toneOf = (state: TorrentState): Tone => tones[state]
