import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtScreens, expectAccessible, openBrowser, type TestBrowser } from '#tests/browser.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

let platform: TestPlatform
let browser: TestBrowser

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
}, 120_000)
afterAll(async () => {
  await browser.close()
  await platform.stop()
})

test('an administrator sees that the data is not safe yet and what to type, in both languages', async () => {
  await platform.look(
    "insert into kernel.backup (id, at, seconds, outcome, detail) values (gen_random_uuid(), now(), 1, 'failed', '备份目录 /mnt/backup 的磁盘已满')",
  )
  for (const language of ['zh', 'en'] as const) {
    const page = await browser.open('admin1', { language })
    await page.getByRole('link', { name: language === 'zh' ? '运维' : 'Upkeep' }).click()
    await page.getByText(language === 'zh' ? '最近一次备份失败' : 'The last backup failed').waitFor()
    expect(await page.getByText('bin/tongmai keys copy').count()).toBe(1)
    await expectAccessible(page)
    if (process.env.TONGMAI_PICTURES) await page.screenshot({ path: join(process.env.TONGMAI_PICTURES, `upkeep-${language}.png`) })
  }
}, 120_000)
