import fs from 'node:fs'
import type { Person } from '../../server/testing/people.ts'
import { startApp, startCopy, type TestApp } from '../../server/testing/start-app.ts'
import { test as base, lively } from './fixtures.ts'

/** A couple with the examples, as the folders of a house that was closed. */
interface Examples {
  readonly root: string
  readonly one: Person
  readonly other: Person
  /** One that has photographs. */
  readonly memory: { readonly id: number; readonly title: string }
}

async function furnish(house: TestApp): Promise<Examples> {
  const [one, other] = [house.person('owner', 'Camille'), house.person('member', 'Sacha')]
  const { api } = house.as(one)
  await api.couple.namePartner.mutate({ position: 1, accountId: one.id })
  await api.couple.namePartner.mutate({ position: 2, accountId: other.id })
  await api.house.insertDemo.mutate()
  await house.settle()
  const { memories } = await api.couple.timeline.query({ limit: 5 })
  const memory = memories.find(({ pictures }) => pictures.length > 0)
  if (!memory) throw new Error('The examples hold no photograph')
  return { root: house.root, one, other, memory }
}

/** Starts a house of its own with the examples. */
export const startFurnished = ({ root }: Examples): Promise<TestApp> => startCopy(root, lively)

/** Tests in a house with the examples: painted once for all tests of a worker, because that takes many seconds. */
export const test = base.extend<object, { examples: Examples }>({
  examples: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern to know what a fixture needs
    async ({}, use) => {
      const house = await startApp(lively)
      const examples = await furnish(house)
      await house.close()
      await use(examples)
      fs.rmSync(examples.root, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  house: async ({ examples }, use) => {
    const house = await startFurnished(examples)
    await use(house)
    await house.stop()
  },
})
