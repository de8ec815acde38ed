import { availableParallelism } from 'node:os'
import { configDefaults, defineConfig } from 'vitest/config'
import { tally } from './tools/tally.ts'

const { TONGMAI_LONG, TONGMAI_TALLY } = process.env

export default defineConfig({
  test: {
    include: ['{src,tests,tools,bench}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...(TONGMAI_LONG ? [] : ['**/*.long.test.ts'])],
    globalSetup: ['tests/database.ts'],
    environment: 'node',
    // Processes, because a test may change its working folder or its user. Waiting for the database leaves room for two
    // even on two cores; more than four would outgrow the connections of the test server.
    pool: 'forks',
    maxWorkers: Math.min(4, Math.max(2, availableParallelism() - 1)),
    // Files in any order; inside a file as written, because a journey is one person's day.
    sequence: { shuffle: { files: true, tests: false } },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: TONGMAI_TALLY ? ['default', tally(TONGMAI_TALLY)] : ['default'],
  },
})
