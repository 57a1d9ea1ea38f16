/** How an indexer is called until somebody names it: as Jackett calls it in its address, else by its machine. */
export function nameFrom(address: string): string {
  const [, own] = /\/indexers\/([^/]+)\//.exec(address) ?? []
  const [, host] = /^(?:\w+:\/\/)?([^/:?]+)/.exec(address.trim()) ?? []
  return (own ?? host ?? address).slice(0, 100)
}
