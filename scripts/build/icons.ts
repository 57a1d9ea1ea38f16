import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const side = 32
/** Colour of the house's ground, to the edge where a device cuts the icon to its own shape. */
const ground = '#84582a'

/** Draws the icons of the installed house from its one drawing: as it is, and with a margin that may be cut off. */
export async function drawIcons(drawing: string, folder: string): Promise<void> {
  const { default: sharp } = await import('sharp')
  mkdirSync(folder, { recursive: true })
  const svg = readFileSync(drawing)
  const plain = (size: number) => sharp(svg, { density: (72 * size) / side }).resize(size, size)
  const cut = async (size: number) => {
    const inner = Math.round(size * 0.8)
    const input = await plain(inner).png().toBuffer()
    const create = { width: size, height: size, channels: 4 as const, background: ground }
    return sharp({ create }).composite([{ input }])
  }
  await Promise.all([
    plain(192).png().toFile(join(folder, 'icon-192.png')),
    plain(512).png().toFile(join(folder, 'icon-512.png')),
    (await cut(512)).png().toFile(join(folder, 'maskable-512.png')),
    (await cut(180)).png().toFile(join(folder, 'touch-180.png')),
  ])
}
