import type { Figure, Report } from '../contract.ts'
import { findIndicator } from '../definitions/index.ts'
import type { UnitOf } from '../labels.ts'

/** UCUM where it knows the unit; yuan by ISO 4217. */
const quantities: Readonly<Record<UnitOf, { unit: string; system?: string; code?: string }>> = {
  percent: { unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
  perTenThousand: { unit: '/10000', system: 'http://unitsofmeasure.org', code: '/10*4' },
  ratio: { unit: '1', system: 'http://unitsofmeasure.org', code: '1' },
  count: { unit: '1', system: 'http://unitsofmeasure.org', code: '1' },
  fen: { unit: 'CNY', system: 'urn:iso:std:iso:4217', code: 'CNY' },
  grade: { unit: 'grade' },
}

/** A report for machines: a FHIR R4 bundle with one MeasureReport for each indicator, by the edition it was frozen by. */
export function measureReports(report: Report) {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    timestamp: report.frozenAt,
    entry: report.figures.map((figure) => ({ fullUrl: `urn:tongmai:measureReport:${report.reportId}:${figure.id}`, resource: measureReport(report, figure) })),
  }
}

function measureReport({ place, period, frozenAt }: Report, f: Figure) {
  const edition = f.edition ?? findIndicator(f.id)?.editions[0]?.id
  const populations = [populationOf('numerator', f.numerator), populationOf('denominator', f.denominator)].flat()
  return {
    resourceType: 'MeasureReport',
    status: 'complete',
    type: 'summary',
    measure: `urn:tongmai:measure:${f.id}${edition ? `|${edition}` : ''}`,
    date: frozenAt,
    reporter: { display: place.name || place.kind },
    // The last day is part of a period in FHIR.
    period: { start: period.from, end: lastDay(period.until) },
    ...(f.better === 'neither' ? {} : { improvementNotation: notationOf(f.better) }),
    group: [{ code: { text: f.name.zh }, ...(populations.length > 0 ? { population: populations } : {}), measureScore: scoreOf(f) }],
  }
}

/** FHIR counts whole members; a mean income is no count and only stands in the score. */
function populationOf(code: 'numerator' | 'denominator', count: number | null) {
  if (count === null || !Number.isInteger(count)) return []
  return [{ code: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/measure-population', code }] }, count }]
}

function scoreOf({ value, unit }: Figure) {
  if (value === null) return { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }] }
  return { value: unit === 'fen' ? value / 100 : value, ...quantities[unit] }
}

function notationOf(better: 'higher' | 'lower') {
  const code = better === 'higher' ? 'increase' : 'decrease'
  return { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/measure-improvement-notation', code }] }
}

function lastDay(until: string): string {
  return new Date(Date.parse(`${until}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}
