import { Temporal } from 'temporal-polyfill'
import type { Messages } from '../../../../shared/messages/catalogue.gen.ts'
import type { SceneName } from './scenes.ts'

type MemoryKey = keyof Messages['coupleDemo']['memories']

/** An example memory: its words are in the catalogue under its key. */
export interface ExampleMemory {
  readonly key: MemoryKey
  /** `MM-DD`; today's where it is missing. */
  readonly day?: string
  readonly yearsAgo: number
  readonly pictures: readonly SceneName[]
}

/** The day on which the example couple met. */
export const exampleStart = { day: '06-21', yearsAgo: 7 }

export const coverScene: SceneName = 'seaAtSunset'

export const exampleMemories: readonly ExampleMemory[] = [
  { key: 'firstEvening', ...exampleStart, pictures: ['nightSea'] },
  { key: 'carnac', day: '08-17', yearsAgo: 7, pictures: ['beachAtNoon', 'seaAtSunset'] },
  { key: 'christmas', day: '12-24', yearsAgo: 6, pictures: ['snow', 'alpineLake'] },
  { key: 'keys', day: '03-06', yearsAgo: 5, pictures: [] },
  { key: 'lavender', day: '07-09', yearsAgo: 5, pictures: ['lavender'] },
  { key: 'cliffs', day: '10-29', yearsAgo: 4, pictures: ['cliffs'] },
  { key: 'vercors', day: '06-12', yearsAgo: 3, pictures: ['blueMountains', 'forestMorning', 'springField'] },
  { key: 'quietDay', yearsAgo: 3, pictures: ['springField'] },
  { key: 'chestnuts', day: '10-19', yearsAgo: 3, pictures: ['autumnHills'] },
  { key: 'stars', day: '08-12', yearsAgo: 2, pictures: ['starryNight'] },
  { key: 'lisbon', day: '04-30', yearsAgo: 1, pictures: ['seaAtSunset'] },
  { key: 'yes', day: '09-14', yearsAgo: 1, pictures: ['pinkDawn', 'alpineLake'] },
]

interface ExampleChapter extends Pick<ExampleMemory, 'day' | 'yearsAgo' | 'pictures'> {
  readonly key: keyof Messages['coupleDemo']['chapters']
}

/** The example couple's story. */
export const exampleChapters: readonly ExampleChapter[] = [
  { key: 'music', ...exampleStart, pictures: ['nightSea'] },
  { key: 'letters', day: '07-02', yearsAgo: 7, pictures: ['blueMountains', 'forestMorning'] },
  { key: 'platform', day: '08-15', yearsAgo: 7, pictures: ['pinkDawn'] },
]

/**
 * The date of an example, seen from today.
 * @param today `YYYY-MM-DD`
 */
export function exampleDate(today: string, { day, yearsAgo }: Pick<ExampleMemory, 'day' | 'yearsAgo'>): string {
  const then = Temporal.PlainDate.from(today).subtract({ years: yearsAgo })
  return day === undefined ? then.toString() : `${then.year}-${day}`
}
