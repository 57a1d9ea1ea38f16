interface Identified {
  readonly v1: string | null
  readonly v2: string | null
  readonly name: string
}

const isTracker = (address: string): boolean => /^(udp|https?):\/\/\S+$/i.test(address)

/** A link by which a torrent can be added elsewhere: its hashes, its name and these trackers, nothing else. */
export function magnetOf({ v1, v2, name }: Identified, trackers: readonly string[]): string {
  const topics = [v1 === null ? [] : [`xt=urn:btih:${v1}`], v2 === null ? [] : [`xt=urn:btmh:1220${v2}`]].flat()
  const told = trackers.filter(isTracker).map((address) => `tr=${encodeURIComponent(address)}`)
  return `magnet:?${[...topics, `dn=${encodeURIComponent(name)}`, ...told].join('&')}`
}

/** The trackers that a magnet names. */
export const trackersOfMagnet = (magnet: string): string[] =>
  new URLSearchParams(magnet.slice(magnet.indexOf('?') + 1)).getAll('tr').filter(isTracker)
