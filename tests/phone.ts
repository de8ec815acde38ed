import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectAccessible, picture, type TestBrowser } from '#tests/browser.ts'

/** A phone of the village that may lose its network. */

export const pin = '258036'

const words = {
  zh: { me: '我的', work: '启用离线工作', again: '再输一次', ready: '立即同步' },
  en: { me: 'Me', work: 'Work without a network', again: 'Once more', ready: 'Bring in step now' },
}

/** A phone under a PIN that is fit to work without a network, its pages kept. */
export async function preparedPhone(browser: TestBrowser, language: 'zh' | 'en' = 'zh'): Promise<Page> {
  const page = await browser.open('village1', { device: 'phone', language })
  const said = words[language]
  await page.getByRole('link', { name: said.me, exact: true }).click()
  await page.getByLabel('PIN', { exact: true }).fill(pin)
  await page.getByLabel(said.again).fill(pin)
  await page.getByRole('button', { name: said.work }).click()
  await page.getByRole('button', { name: said.ready }).waitFor()
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready
    if (active?.state !== 'activated') await new Promise((done) => active?.addEventListener('statechange', done, { once: true }))
  })
  return page
}

export async function cut(page: Page, isCut: boolean): Promise<void> {
  await page.context().setOffline(isCut)
}

/** Takes a picture of a phone's page; nothing on it is wider than the phone or meant for machines. */
export async function lookAtPhone(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(250)
  await picture(page, name)
  await expectAccessible(page)
  const { wide, text } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    text: document.body.innerText,
  }))
  expect(wide, `${name} is wider than the phone`).toBe(false)
  expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}|undefined|\[object|NaN/)
}

/** A name with the finger, or whoever's mouse stands for it. */
export async function drawSignature(page: Page, label: string): Promise<void> {
  const field = page.getByRole('img', { name: label })
  await field.scrollIntoViewIfNeeded()
  const box = await field.boundingBox()
  if (!box) throw new Error('there is no field to sign in')
  await page.mouse.move(box.x + 30, box.y + 40)
  await page.mouse.down()
  for (let i = 1; i <= 20; i++) await page.mouse.move(box.x + 30 + i * 12, box.y + 40 + (i % 4) * 18)
  await page.mouse.up()
}
