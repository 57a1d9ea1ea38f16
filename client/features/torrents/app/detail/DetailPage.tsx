/** One torrent. */
export const Component = () => null
