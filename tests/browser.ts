import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { buildScreens, screensFolder } from '../src/commands/screens.ts'
import type { TestPlatform } from './platform.ts'

/** A real browser on the real screens of a test platform. */
export type TestBrowser = {
  /** Signs a persona in on a device of their own and opens their workbench. */
  open(login: string, options?: { device?: 'phone' | 'desk'; language?: 'zh' | 'en' }): Promise<Page>
  /** A device nobody is signed in on, at no address yet. */
  blank(options?: { device?: 'phone' | 'desk'; language?: 'zh' | 'en' }): Promise<Page>
  close(): Promise<void>
}

const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1440, height: 900 } }
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** Builds the screens where they are older than their sources; call before `openTestPlatform({ screens })`. */
export async function builtScreens(): Promise<string> {
  await buildScreens(() => undefined)
  return screensFolder
}

export async function openBrowser(platform: TestPlatform): Promise<TestBrowser> {
  const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find(existsSync)
  if (!executablePath) throw new Error('Chromium is not here: apt-get install chromium fonts-noto-cjk')
  const browser: Browser = await chromium.launch({
    executablePath,
    // Without a language of its own the machine keeps no file under a Chinese name.
    env: { ...process.env, LANG: 'C.UTF-8' } as Record<string, string>,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  })
  const contexts: BrowserContext[] = []
  async function blank({ device = 'desk', language = 'zh' }: { device?: 'phone' | 'desk'; language?: 'zh' | 'en' } = {}): Promise<Page> {
    const context = await browser.newContext({
      viewport: sizes[device],
      locale: language === 'zh' ? 'zh-CN' : 'en-GB',
      timezoneId: 'Asia/Shanghai',
      hasTouch: device === 'phone',
    })
    contexts.push(context)
    const page = await context.newPage()
    page.setDefaultTimeout(30_000)
    await page.addInitScript((value) => localStorage.setItem('tongmai.language', value), language)
    return page
  }
  return {
    blank,
    async open(login, { device = 'desk', language = 'zh' } = {}) {
      const page = await blank({ device, language })
      await page.goto(platform.address)
      const persona = platform.personas.find((p) => p.login === login)
      if (!persona) throw new Error(`no persona ${login}`)
      await page.getByLabel(language === 'zh' ? '账号' : 'Account').fill(persona.login)
      await page.getByLabel(language === 'zh' ? '密码' : 'Password', { exact: true }).fill(persona.password)
      await page.getByRole('button', { name: language === 'zh' ? '登录' : 'Sign in' }).click()
      await page.waitForURL(/\/(village|township|specialist|desk|consortium|admin|bureau|audit|supervision)/)
      return page
    },
    async close() {
      for (const context of contexts) await context.close()
      await browser.close()
    },
  }
}

/** Nothing serious by axe on this screen. */
export async function expectAccessible(page: Page): Promise<void> {
  // The page's own policy refuses scripts from elsewhere, as it should: the debugger evaluates this one.
  await page.evaluate(readFileSync(axeSource, 'utf8'))
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> } }
    ).axe.run()
    return violations
      .filter((v) => v.impact === 'serious' || v.impact === 'critical')
      .map(
        (v) =>
          `${v.id}: ${v.nodes
            .map((n) => n.html)
            .slice(0, 3)
            .join(' ')}`,
      )
  })
  expect(found).toEqual([])
}

/** Keeps a picture where TONGMAI_PICTURES names a folder, to be looked at by a person. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.TONGMAI_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
