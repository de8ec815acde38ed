import type { Day } from '#kernel/calendar.ts'
import type { Status } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'
import type { DepartmentKind } from '#registry/facility/contract.ts'
import type { SourceId } from '#registry/policy/contract.ts'
import { generalRows } from './catalog/general.ts'
import { heartLungBrainRows } from './catalog/heartLungBrain.ts'
import {
  type CapacityKind,
  type CareLevel,
  type CatalogEdition,
  type CatalogRow,
  commonIllness,
  row,
  type Seat,
  type Severity,
  seats,
  severity as severities,
} from './catalog/row.ts'
import { surgicalRows } from './catalog/surgical.ts'
import { womenAndInjuryRows } from './catalog/womenAndInjury.ts'
import { type NoRuleInForce, noRuleInForce } from './criteria/parameters.ts'

export {
  type CapacityKind,
  type CareLevel,
  type CatalogEdition,
  careLevel,
  type Severity,
  severity,
} from './catalog/row.ts'

/**
 * Where a case belongs (S-018, S-117, S-318). No national list of diseases by level is known, so the first edition is a
 * proposal; a later edition holds only the rows it changes.
 */
export const catalogEditions: readonly CatalogEdition[] = [
  {
    from: '2020-01-01',
    source: 'proposal',
    status: 'unverified',
    rows: [...generalRows, ...heartLungBrainRows, ...surgicalRows, ...womenAndInjuryRows],
  },
  {
    // Stable COPD came to the village with its follow-up as a public health service.
    from: '2024-01-01',
    source: 'copd-2024',
    status: 'unverified',
    rows: [
      row('慢阻肺', 'COPD', {
        prefixes: ['J44'],
        departments: ['respiratory', 'internalMedicine'],
        seats: commonIllness,
      }),
    ],
  },
  {
    // The demonstration county opened rehabilitation beds in its townships.
    from: '2026-01-01',
    source: 'county-catalog-2026',
    status: 'local',
    rows: [
      row('脑卒中后遗症', 'Sequelae of stroke', {
        prefixes: ['I69'],
        departments: ['rehabilitation', 'neurology', 'tcm'],
        seats: seats('village.slot', 'township.bed', 'county.bed'),
      }),
    ],
  },
]

export type CarePlace = {
  readonly level: CareLevel
  readonly reason: Words
  /** The most suitable first. */
  readonly departments: readonly DepartmentKind[]
  readonly kind: CapacityKind
  readonly source: SourceId
  readonly status: Status
  readonly from: Day
}

/** The level a case belongs to on a day. The most specific row wins, then the latest edition. */
export function placeOf(on: { readonly diagnosis: string; readonly severity: Severity }, day: Day): CarePlace | NoRuleInForce {
  const found = fitting(on.diagnosis, day)
  if (!found) return noRuleInForce
  const { edition, row } = found
  const seat = row.seats[on.severity]
  const [level, kind] = seat.split('.') as [CareLevel, CapacityKind]
  return {
    level,
    kind,
    reason: reasonOf(row, { seat, severity: on.severity }),
    departments: departmentsOf(row, { level, severity: on.severity }),
    source: edition.source,
    status: edition.status,
    from: edition.from,
  }
}

type Found = { readonly edition: CatalogEdition; readonly row: CatalogRow; readonly length: number }

function fitting(diagnosis: string, day: Day): Found | undefined {
  let best: Found | undefined
  for (const edition of catalogEditions) {
    if (edition.from > day) continue
    for (const row of edition.rows) {
      for (const prefix of row.prefixes) {
        if (!diagnosis.startsWith(prefix)) continue
        // Editions are in the order of their days, so an equal prefix of a later one replaces the earlier.
        if (!best || prefix.length >= best.length) best = { edition, row, length: prefix.length }
      }
    }
  }
  return best
}

// Townships and villages have general practice before they have a specialty; what is critical passes the emergency door.
function departmentsOf(row: CatalogRow, on: { level: CareLevel; severity: Severity }): readonly DepartmentKind[] {
  if (on.level === 'village' || on.level === 'township') return ['generalPractice', ...row.departments]
  return on.severity === 'critical' ? ['emergency', ...row.departments] : row.departments
}

const because: Readonly<Record<Seat, Words>> = {
  'village.slot': {
    zh: '病情平稳,村卫生室能够诊治和随访',
    en: 'the village clinic can treat and follow it up',
  },
  'township.slot': { zh: '乡镇卫生院门诊能够处理', en: 'the township health center can treat it' },
  'township.bed': {
    zh: '需要留观或住院,乡镇卫生院能够承担',
    en: 'it needs a bed, which the township health center can offer',
  },
  'township.exam': {
    zh: '先在乡镇卫生院完成检查再决定去向',
    en: 'an examination at the township health center decides first',
  },
  'county.slot': { zh: '需要县级医院专科门诊评估', en: 'a specialist of the county hospital should see it' },
  'county.exam': {
    zh: '需要县级医院的检查来明确诊断',
    en: 'an examination at the county hospital should settle the diagnosis',
  },
  'county.bed': { zh: '需要在县级医院住院救治', en: 'it needs a bed of the county hospital' },
  'outOfCounty.slot': { zh: '需要县外上级医院的专科诊治', en: 'it needs a specialist outside the county' },
  'outOfCounty.bed': { zh: '超出本县诊疗能力,需要县外上级医院', en: 'it is beyond what the county can treat' },
}
const firstStabilize: Words = {
  zh: '先到县级医院急诊稳定生命体征,再定去向',
  en: 'the county emergency department comes first, then the way onward',
}

function reasonOf(row: CatalogRow, on: { seat: Seat; severity: Severity }): Words {
  const why = on.severity === 'critical' && on.seat === 'county.bed' ? firstStabilize : because[on.seat]
  const grade = severities.labels[on.severity]
  return { zh: `${row.title.zh}(${grade.zh}):${why.zh}`, en: `${row.title.en} (${grade.en.toLowerCase()}): ${why.en}` }
}
