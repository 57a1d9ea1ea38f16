import type { Command } from '../../../lib/page.ts'

/** What ⌘K offers of the torrents, besides their lines in the menus. */
export const commands = (): readonly Command[] => []
