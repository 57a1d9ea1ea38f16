/** The magnet links in some text, each once, in their order. */
export function magnetsIn(text: string): readonly string[] {
  const found = text.match(/magnet:\?[^\s<>"]+/gi) ?? []
  return [...new Set(found)]
}

/** Lines that hold anything but magnets. */
export const otherLines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && magnetsIn(line).length === 0)

/** Whether a file is meant as a torrent, as far as its name tells. */
export const isTorrentFile = ({ name, type }: { readonly name: string; readonly type: string }): boolean =>
  name.toLowerCase().endsWith('.torrent') || type === 'application/x-bittorrent'
