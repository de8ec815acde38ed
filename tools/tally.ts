import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Counts for bin/test, written to `file` as `passed failed`. A test left out by `skip`, `todo` or somebody else's `only` is
 * a failure: nobody sees it otherwise.
 */
export function tally(file: string): Reporter {
  let chosenByName = false
  return {
    onInit(vitest) {
      chosenByName = vitest.config.testNamePattern !== undefined
    },
    onTestRunEnd(modules, unhandled) {
      const counts = modules.map((module) => countModule(module, chosenByName))
      const passed = counts.reduce((sum, count) => sum + count.passed, 0)
      const failed = counts.reduce((sum, count) => sum + count.failed, unhandled.length)
      writeFileSync(file, `${passed} ${failed}\n`)
    },
  }
}

function countModule(module: TestModule, chosenByName: boolean): { passed: number; failed: number } {
  let passed = 0
  let failed = 0
  for (const test of module.children.allTests()) {
    const { state } = test.result()
    if (state === 'passed') passed += 1
    else if (state === 'failed') failed += 1
    else if (!chosenByName) {
      failed += 1
      console.log(`left out, counts as failed: ${module.relativeModuleId} > ${test.fullName}`)
    }
  }
  // A file that cannot be read, or whose hooks fail, may have no failed test of its own.
  return { passed, failed: failed === 0 && module.state() === 'failed' ? 1 : failed }
}
