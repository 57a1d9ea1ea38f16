import { defineConfig } from 'vitest/config'

const pureServerTests = 'server/**/*.pure.test.ts'
const realTests = 'server/**/*.real.test.ts'

export default defineConfig({
  test: {
    globals: false,
    restoreMocks: true,
    passWithNoTests: false,
    projects: [
      {
        test: {
          name: 'pure',
          environment: 'node',
          include: [
            'shared/**/*.test.ts',
            'scripts/**/*.test.ts',
            'client/{lib,ui,features,worker,widget}/**/*.test.{ts,tsx}',
            pureServerTests,
          ],
          testTimeout: 10_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'server',
          environment: 'node',
          include: ['server/**/*.test.ts'],
          exclude: [pureServerTests, realTests],
          pool: 'forks',
          maxWorkers: 2,
          // Against tests that hang; a busy machine is no failure.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          // Whatever drives something real outside the process (a killed server, nginx, an SMTP server): alone on the machine.
          name: 'real',
          environment: 'node',
          include: [realTests],
          pool: 'forks',
          maxWorkers: 1,
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
