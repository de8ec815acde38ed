import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Parser } from 'htmlparser2'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formOf, rowsOf } from '#interop/registers/files/open.ts'
import { openZip, textOf } from '#interop/registers/files/zip.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { kernelBeside } from '#tests/kernel.ts'
import { readPdf } from '#tests/pdf.ts'
import { bytesOf, type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { plantClaims, plantPopulations } from '../../../../../tests/figures/claims.ts'
import { personProviders, rebuildMeasures } from '../../measures/index.ts'
import { indicatorsContract } from '../contract.ts'
import { freezeEnded } from '../jobs.ts'
import { sayValue } from '../rules/saying.ts'

let platform: TestPlatform
let kernel: Kernel
let pool: pg.Pool
let manager: Caller
let reportId: string
const folder = mkdtempSync(join(tmpdir(), 'tongmai-report-'))

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  await platform.look(plantClaims, [200])
  await platform.look(plantPopulations)
  ;({ kernel, pool } = await kernelBeside(platform))
  await rebuildMeasures(kernel, personProviders)
  manager = await platform.as('health1')
  const { place } = await manager.must(indicatorsContract.openCockpit, {})
  ;({ reportId } = await manager.must(indicatorsContract.freezeReport, { placeId: place.placeId, period: '2026-Q2' }))
}, 120_000)
afterAll(async () => {
  await pool?.end()
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function fileOf(format: 'pdf' | 'xlsx' | 'csv' | 'fhir', language: 'zh' | 'en' = 'zh') {
  const answer = await manager.must(indicatorsContract.openReportFile, { reportId, format, language })
  return { ...answer, bytes: bytesOf(answer) }
}

const squeezed = (text: string) => text.replaceAll(/\s/g, '')

test('the PDF says place, time, findings and every figure, in letters that are in the file', { timeout: 60_000 }, async () => {
  const report = await manager.must(indicatorsContract.openReport, { reportId })
  const { bytes, name } = await fileOf('pdf')
  expect(name).toBe('全县 2026-Q2 县域医共体监测指标报告.pdf')
  const pdf = await readPdf(bytes, 'report')
  const text = squeezed(pdf.text)
  for (const said of ['全县', '2026年第二季度', '成绩与不足', '口径说明', '第1页共']) expect(text).toContain(said)
  expect(report.findings.length).toBeGreaterThan(3)
  const asked = report.figures.filter((f) => f.unknown !== 'byYearOnly' && f.unknown !== 'notAtThisLevel')
  expect(asked.length).toBeGreaterThan(12)
  for (const f of asked) {
    expect(text, f.id).toContain(squeezed(f.name.zh).slice(0, 6))
    expect(text, f.id).toContain(squeezed(f.value === null ? '' : sayValue(f).zh))
  }
  expect(pdf.fonts.length).toBeGreaterThan(0)
  for (const font of pdf.fonts) expect(font).toMatch(/^[A-Z]{6}\+NotoSansSC/)
  // Nothing runs over the edge of the paper.
  for (const { width, height, edges } of pdf.pages) {
    const [left, bottom, right, top] = edges
    expect([left > 40, bottom > 15, right < width - 40, top < height - 15]).toEqual([true, true, true, true])
  }
})

test('in English nothing but the name of who froze it is Chinese', { timeout: 60_000 }, async () => {
  const pdf = await readPdf((await fileOf('pdf', 'en')).bytes, 'report-en')
  expect(pdf.text).toContain('Share of visits at the base')
  expect(pdf.text).toContain('Strengths and weaknesses')
  expect(pdf.text.match(/[\p{Script=Han}]+/gu) ?? []).toEqual([manager.persona.name])
})

test('the workbook holds every figure as a number, its trend with a chart, findings and definitions', async () => {
  const report = await manager.must(indicatorsContract.openReport, { reportId })
  const path = join(folder, 'report.xlsx')
  writeFileSync(path, (await fileOf('xlsx')).bytes)
  const form = await formOf(path)
  expect(form.kind === 'xlsx' && form.sheets.map((s) => s.name)).toEqual(['指标', '走势', '成绩与不足', '口径说明'])
  const rows: string[][] = []
  for await (const page of rowsOf(path, form, '指标')) rows.push(...page.map((row) => [...row.cells]))
  expect(rows).toHaveLength(report.figures.length + 1)
  const share = report.figures.find((f) => f.id === 'baseShare')
  const line = rows.find((cells) => cells[2] === share?.name.zh)
  expect(line?.slice(5, 7)).toEqual([String(share?.numerator), String(share?.denominator)])
  expect(Number(line?.[3])).toBeCloseTo(share?.value ?? Number.NaN, 9)
  const zip = await openZip(path)
  const [chart, sheet] = [await textOf(zip, 'xl/charts/chart2.xml'), await textOf(zip, 'xl/worksheets/sheet2.xml')]
  const names = [...zip.sizes.keys()]
  const types = await textOf(zip, '[Content_Types].xml')
  for (const part of names.filter((n) => n.startsWith('xl/') && !n.includes('_rels'))) expect(types).toContain(`PartName="/${part}"`)
  for (const name of names) expect(unclosedIn(await textOf(zip, name)), name).toEqual([])
  zip.close()
  expect(sheet).toContain('<drawing r:id="rId1"/>')
  expect([...chart.matchAll(/<c:ser>/g)].length).toBeGreaterThan(1)
  expect(chart).toMatch(/<c:f>'走势'!\$B\$2:\$B\$14<\/c:f>/)
})

/** Tags that do not match: a program that is strict would call the file broken. */
function unclosedIn(xml: string): string[] {
  const open: string[] = []
  const wrong: string[] = []
  const parser = new Parser(
    {
      onopentag: (name) => void open.push(name),
      onclosetag: (name, isImplied) => {
        if (open.pop() !== name || (isImplied && !xml.includes(`<${name}`))) wrong.push(name)
      },
    },
    { xmlMode: true },
  )
  parser.write(xml)
  parser.end()
  return [...wrong, ...open]
}

test('the CSV has a line for each figure', async () => {
  const report = await manager.must(indicatorsContract.openReport, { reportId })
  const text = new TextDecoder().decode((await fileOf('csv', 'en')).bytes)
  const lines = text.trim().split('\r\n')
  expect(lines).toHaveLength(report.figures.length + 1)
  const share = report.figures.find((f) => f.id === 'baseShare')
  expect(lines.find((line) => line.includes('Share of visits at the base'))).toContain(`,${share?.value},%,${share?.numerator},${share?.denominator},`)
})

test('for machines each indicator is a MeasureReport with its fraction; what is unknown has a reason and no number', async () => {
  const report = await manager.must(indicatorsContract.openReport, { reportId })
  const { bytes, name } = await fileOf('fhir')
  expect(name).toMatch(/\.fhir\.json$/)
  const bundle = JSON.parse(new TextDecoder().decode(bytes))
  expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'collection' })
  expect(bundle.entry).toHaveLength(report.figures.length)
  const of = (id: string) =>
    bundle.entry
      .map((e: { resource: Record<string, unknown> }) => e.resource)
      .find((r: { measure: string }) => r.measure.startsWith(`urn:tongmai:measure:${id}`))
  const share = report.figures.find((f) => f.id === 'baseShare')
  expect(of('baseShare')).toMatchObject({
    resourceType: 'MeasureReport',
    status: 'complete',
    type: 'summary',
    measure: 'urn:tongmai:measure:baseShare|first',
    period: { start: '2026-04-01', end: '2026-06-30' },
    group: [
      {
        population: [
          { code: { coding: [{ code: 'numerator' }] }, count: share?.numerator },
          { code: { coding: [{ code: 'denominator' }] }, count: share?.denominator },
        ],
        measureScore: { value: share?.value, code: '%' },
      },
    ],
  })
  const unknownScore = of('satisfaction').group[0]
  expect(unknownScore).not.toHaveProperty('population')
  expect(unknownScore.measureScore).toEqual({ extension: [{ url: expect.stringContaining('data-absent-reason'), valueCode: 'unknown' }] })
})

test('a file stays what was frozen, and nobody below the county gets it', async () => {
  const before = await fileOf('csv')
  await platform.look(`delete from record.visit where on_date between '2026-04-01' and '2026-04-20'`)
  await rebuildMeasures(kernel, personProviders)
  expect(await fileOf('csv')).toEqual(before)
  const township = await platform.as('township1')
  expect(await township.ask(indicatorsContract.openReportFile, { reportId })).toMatchObject({ status: 403 })
  expect(await manager.ask(indicatorsContract.openReportFile, { reportId: '00000000-0000-7000-8000-000000000000' })).toMatchObject({ status: 404 })
})

test('some days after its end a month, a quarter and a year freeze by themselves, once, for the county and its consortium', async () => {
  const now = platform.clock.now()
  const fifth = new Date(Date.UTC(now.getUTCFullYear() + 1, 0, 4, 16, 30))
  const frozen = () =>
    platform.look(
      `select p.kind, r.period, r.by_name from indicator.report r join measure.place p on p.id = r.place_id where r.frozen_on >= $1 order by 1, 2`,
      [fifth.toISOString().slice(0, 10)],
    )
  const at = (hours: number) => {
    platform.clock.shiftMinutes = (fifth.getTime() - Date.now()) / 60_000 + hours * 60
  }
  at(-1)
  await freezeEnded.run(kernel, {})
  expect(await frozen()).toEqual([])
  at(0)
  await freezeEnded.run(kernel, {})
  await freezeEnded.run(kernel, {})
  const year = now.getUTCFullYear()
  const wanted = ['consortium', 'county'].flatMap((kind) => [`${year}`, `${year}-12`, `${year}-Q4`].map((period) => ({ kind, period, by_name: null })))
  expect(await frozen()).toEqual(wanted)
})
