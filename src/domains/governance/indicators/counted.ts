import { cursorOf, positionOf } from '#kernel/action.ts'
import { ageOn, type Day } from '#kernel/calendar.ts'
import { csvOf } from '#kernel/csv.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import type { Words } from '#kernel/words.ts'
import { namesOf } from '#registry/facility/index.ts'
import { peopleNamed } from '#registry/resident/index.ts'
import { maskedName } from '#registry/resident/rules.ts'
import { additiveOf, measures, peopleCounted, readAsKnown, readSums, rowsCounted } from '../measures/index.ts'
import { spanOf } from './book.ts'
import type { Behind, BehindRow } from './contract.ts'
import { findIndicator } from './definitions/index.ts'
import { kindWords } from './kinds.ts'
import { cardOf, periodAsked, spanCard } from './opening.ts'
import type { Where } from './where.ts'

export type Asked = {
  readonly id: string
  readonly measure: string
  readonly period?: string | undefined
  readonly asOf?: Day | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Who reads: those who treat people see who they are, those who look from above see a masked name and no record. */
export type Reader = { readonly treats: boolean }

/** One page of the rows that a measure of an indicator counted at a place. */
export async function openCounted(scope: Scope, where: Where, asked: Asked & Reader) {
  const indicator = findIndicator(asked.id) ?? notFound()
  const isPart = indicator.editions.some((e) => [e.numerator, e.denominator].some((term) => term && 'of' in term && term.of.includes(asked.measure)))
  const measure = measures[asked.measure]
  if (!isPart || !measure) return refuse('noRows')
  const period = periodAsked(scope, asked.period)
  if (!period) return refuse('noSuchPeriod')
  const span = spanOf(period, scope.today)
  const wanted = { placeIds: [where.place.id], keys: [asked.measure], spans: [span] }
  const sums = await (asked.asOf ? readAsKnown(scope, { ...wanted, knownOn: asked.asOf }) : readSums(scope, wanted))
  const page = await pageOf(scope, where, { ...asked, ...span })
  const behind: Behind = {
    place: cardOf(where.place),
    period: spanCard(scope, period),
    measure: asked.measure,
    title: measure.title,
    unit: measure.unit,
    counted: sums(where.place.id, asked.measure, span),
    ...page,
  }
  return behind
}

type Span = { readonly from: Day; readonly until: Day }

async function pageOf(scope: Scope, where: Where, asked: Asked & Reader & Span): Promise<Pick<Behind, 'items' | 'cursor'>> {
  const { measure: key, asOf, limit, from, until } = asked
  if (additiveOf(key)) {
    const [unit, on, id] = positionOf(asked.cursor, 3) ?? []
    const after = unit === undefined ? undefined : { unit: Number(unit), on: String(on), id: String(id) }
    const rows = await rowsCounted(scope, { key, place: where.place, from, until, knownOn: asOf, limit: limit + 1, after })
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    const shownRows = items.map((r) => ({
      id: r.subject_id,
      residentId: r.resident_id,
      facilityId: r.facility_id,
      on: r.on_date,
      what: kindWords(key, r.kind),
      value: r.value,
    }))
    return { items: await named(scope, shownRows, asked), cursor: rows.length > limit && last ? cursorOf([last.unit, last.on_date, last.subject_id]) : null }
  }
  const afterId = positionOf(asked.cursor, 1)?.[0]
  const people = await peopleCounted(scope, {
    key,
    place: where.place,
    from,
    until,
    knownOn: asOf ?? scope.today,
    limit: limit + 1,
    afterId: afterId === undefined ? undefined : String(afterId),
  })
  const items = people.slice(0, limit).map((p) => ({ id: p.resident_id, residentId: p.resident_id, facilityId: p.facility_id, on: from, what: null, value: 1 }))
  const last = items.at(-1)
  return { items: await named(scope, items, asked), cursor: people.length > limit && last ? cursorOf([last.id]) : null }
}

type Line = { id: string; residentId: string | null; facilityId: string | null; on: Day; what: Words | null; value: number }

async function named(scope: Scope, lines: readonly Line[], { treats }: Reader): Promise<BehindRow[]> {
  const [people, facilities] = await Promise.all([
    peopleNamed(
      scope,
      lines.flatMap((l) => l.residentId ?? []),
    ),
    namesOf(
      scope,
      lines.flatMap((l) => l.facilityId ?? []),
    ),
  ])
  return lines.map((line) => {
    const person = line.residentId ? people.get(line.residentId) : undefined
    return {
      rowId: line.id,
      on: line.on,
      person: person
        ? { name: treats ? person.name : maskedName(person.name), sex: person.sex, age: ageOn(person.birthDate, line.on), village: person.village }
        : null,
      residentId: treats && person ? line.residentId : null,
      facility: (line.facilityId && facilities.get(line.facilityId)?.name) ?? null,
      what: line.what,
      value: line.value,
    }
  })
}

/** More rows than a spreadsheet is good for are asked for month by month and place by place. */
const mostExported = 20_000

/** All of the rows as a table, for a spreadsheet. */
export async function exportCounted(scope: Scope, where: Where, asked: Omit<Asked, 'limit' | 'cursor'> & Reader & { language: 'zh' | 'en' }) {
  const opened = await openCounted(scope, where, { ...asked, limit: mostExported })
  if (isRefused(opened)) return opened
  if (opened.cursor) return refuse('tooMany', { most: mostExported })
  const t = (words: Words) => words[asked.language]
  const heads = [
    { zh: '日期', en: 'Day' },
    { zh: '姓名', en: 'Name' },
    { zh: '年龄', en: 'Age' },
    { zh: '村居', en: 'Village' },
    { zh: '机构', en: 'Facility' },
    { zh: '类别', en: 'Kind' },
    opened.unit === 'fen' ? { zh: '金额(元)', en: 'Amount (yuan)' } : { zh: '数量', en: 'Count' },
  ]
  const rows = opened.items.map((r) => [
    r.on,
    r.person?.name ?? '',
    r.person?.age ?? '',
    r.person?.village ?? '',
    r.facility ?? '',
    r.what ? t(r.what) : '',
    opened.unit === 'fen' ? (r.value / 100).toFixed(2) : r.value,
  ])
  return {
    fileName: `${t(opened.title)} ${opened.place.name} ${opened.period.name}.csv`,
    csv: csvOf(
      heads.map(t),
      rows.map((row) => row.map(String)),
    ),
  }
}
