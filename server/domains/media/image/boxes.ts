import { open } from 'node:fs/promises'

// A photograph has four or five boxes; whoever has thousands wants to waste time.
const MAX_BOXES = 1000

/**
 * Whether every outermost box of an ISO media file (HEIF, MP4) ends within the file: a cut one does not. A last box
 * that claims the rest of the file, whatever its length, cannot be judged and passes. (ISO/IEC 14496-12, 4.2)
 */
export async function boxesAreWhole(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const head = Buffer.alloc(16)
    let at = 0
    for (let count = 0; at < size && count < MAX_BOXES; count++) {
      head.fill(0)
      await file.read(head, 0, 16, at)
      const length = head.readUInt32BE(0)
      if (length === 0) return true
      const boxBytes = length === 1 ? Number(head.readBigUInt64BE(8)) : length
      if (boxBytes < 8) return false
      at += boxBytes
    }
    return at === size
  } finally {
    await file.close()
  }
}
