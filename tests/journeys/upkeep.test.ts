import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtScreens, expectAccessible, openBrowser, picture, type TestBrowser } from '#tests/browser.ts'
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
    await picture(page, `upkeep-${language}`)
    await page.getByRole('link', { name: language === 'zh' ? '密钥与加密' : 'Keys' }).click()
    await page
      .getByText(language === 'zh' ? '正在使用' : 'in use')
      .first()
      .waitFor()
    await expectAccessible(page)
    await picture(page, `sealing-${language}`)
  }
}, 120_000)
