import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRead } from '#kernel/capability.ts'
import { builtScreens, openBrowser, type TestBrowser } from '#tests/browser.ts'
import { plantReferred } from '#tests/guards/plants.ts'
import { everyCapability, leavesOf, replaced, requestFor, shapeOf } from '#tests/guards/requests.ts'
import { openTestPlatform, send, type TestPlatform } from '#tests/platform.ts'

// Every text field of every command is given a script. Whoever opens the screens afterwards reads it as letters.

const script = '<img src=x onerror=struck=1>'

let platform: TestPlatform
let browser: TestBrowser
let stored = 0

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', screens: await builtScreens() })
  browser = await openBrowser(platform)
  const { plants } = await plantReferred(platform, script)
  for (const { name, capability } of everyCapability) {
    if (isRead(capability) || 'open' in capability.access || capability.cookie || /death|disable|signOut|takePost|cancelSession/i.test(name)) continue
    for (const login of ['village1', 'family1', 'township1', 'cardio1', 'desk1', 'capacity1', 'hospital1', 'admin1']) {
      const caller = await platform.as(login)
      if (!capability.access.roles.includes(caller.persona.role as never)) continue
      const { status } = await send(platform.address, { token: caller.token, capability, input: withScripts(capability, plants) })
      if (status === 200) stored++
    }
  }
}, 240_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

/** A valid request with the script wherever free text is taken. */
function withScripts(capability: (typeof everyCapability)[number]['capability'], plants: Record<string, unknown>): Record<string, unknown> {
  const good = requestFor(capability, { plants, optional: 'all' })
  return leavesOf(shapeOf(capability)).reduce<Record<string, unknown>>((input, { path, shape }) => {
    if (shape.type !== 'string' || shape.format || shape.enum || shape.const !== undefined) return input
    const changed = replaced(input, path, script) as Record<string, unknown> | undefined
    return changed && capability.input.safeParse(changed).success ? changed : input
  }, good)
}

type Look = { readonly struck: boolean; readonly images: number; readonly shown: boolean }

/** The screens listen for live updates all the time, so the network is never idle: waited for is what they asked, and a moment to draw it. */
function watchful(page: Page): () => Promise<Look> {
  const asked = new Set<unknown>()
  page.on('request', (request) => void (request.url().endsWith('/api/live') || asked.add(request)))
  page.on('requestfinished', (request) => void asked.delete(request))
  page.on('requestfailed', (request) => void asked.delete(request))
  return async () => {
    // Drawn: there is something to read, and nothing that stands for what is still to come.
    await page
      .waitForFunction(() => document.body.innerText.length > 40 && !document.querySelector('.ant-skeleton, .ant-spin-spinning, .adm-skeleton'), undefined, {
        timeout: 3000,
      })
      .catch(() => undefined)
    for (let calm = 0, tries = 0; calm < 3 && tries < 60; tries++) {
      await page.waitForTimeout(40)
      calm = asked.size === 0 ? calm + 1 : 0
    }
    return page.evaluate((text) => {
      const elements = document.querySelectorAll('img[src="x"], script:not([src])')
      return { struck: 'struck' in globalThis, images: elements.length, shown: document.body.innerText.includes(text) }
    }, script)
  }
}

/** The kind of screen behind an address: of many people's records one is looked at. */
function kindOf(address: string): string {
  const { pathname } = new URL(address)
  return pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
}

/** Every kind of screen that the screens of this person lead to, and the first row of each list. */
async function walk(page: Page): Promise<{ seen: string[]; shown: number; wrong: string[] }> {
  const seeNow = watchful(page)
  await page.locator('a[href^="/"]').first().waitFor({ state: 'attached', timeout: 60_000 })
  const waiting = [page.url()]
  const seen: string[] = []
  const wrong: string[] = []
  let shown = 0
  while (waiting.length > 0 && seen.length < 8) {
    const address = waiting.shift() ?? ''
    if (seen.includes(kindOf(address))) continue
    seen.push(kindOf(address))
    await page.goto(address)
    await page
      .locator('a[href^="/"]')
      .first()
      .waitFor({ state: 'attached', timeout: 10_000 })
      .catch(() => undefined)
    const judge = (step: string, found: Look) => {
      if (found.struck || found.images > 0) wrong.push(`${address} (${step}): ${JSON.stringify(found)}`)
      if (found.shown) shown++
    }
    judge('opened', await seeNow())
    const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href))
    // A file to keep is no screen.
    waiting.push(...links.filter((link) => !new URL(link).pathname.startsWith('/api/')))
    const row = page.locator('tbody tr:not([aria-hidden]), [role="option"], .adm-list-item').first()
    if ((await row.count()) === 0) continue
    await row.click({ timeout: 500 }).catch(() => undefined)
    judge('first row', await seeNow())
  }
  return { seen, shown, wrong }
}

const people = ['village1', 'family1', 'township1', 'cardio1', 'desk1', 'admin1'] as const

/** One person's walk, on a device of their own. */
async function look(login: (typeof people)[number]) {
  const page = await browser.open(login, { device: login === 'village1' ? 'phone' : 'desk' })
  try {
    return { login, ...(await walk(page)) }
  } finally {
    await page.context().close()
  }
}

test('a script in every text is only letters on the screens of everybody', async () => {
  expect(stored).toBeGreaterThan(15)
  // Together: each of them mostly waits.
  const walks = await Promise.all(people.map(look))
  expect(walks.flatMap(({ wrong }) => wrong)).toEqual([])
  for (const { login, seen, shown } of walks) {
    expect(seen.length, login).toBeGreaterThan(2)
    // The administrator has no screen about people; everybody else reads the text somewhere.
    if (login !== 'admin1') expect(shown, login).toBeGreaterThan(0)
  }
}, 300_000)
