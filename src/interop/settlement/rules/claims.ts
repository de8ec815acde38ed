import { type ClaimKind, claimKind } from '#record/elsewhere/contract.ts'
import { birthDateIn, maskedName, sexIn } from '#registry/resident/rules.ts'
import type { Mark } from '../../registers/labels.ts'
import type { Problem, ReadRow } from '../../registers/rules/read.ts'
import { bare } from '../../registers/rules/text.ts'

/** One settlement as the row says, complete and without contradiction. Amounts are whole fen; those of a reversal are not positive. */
export type RowClaim = {
  readonly claimNumber: string
  /** The settlement this one takes back; undefined where it takes back nothing. */
  readonly reverses: string | undefined
  readonly nationalId: string
  /** What is kept of the person beside the mark of the number. */
  readonly person: { readonly name: string; readonly sex: 'male' | 'female'; readonly birthYear: number }
  readonly facilityName: string
  readonly facilityCode: string | undefined
  readonly facilityLevel: string | undefined
  readonly placeDivision: string
  readonly kind: ClaimKind
  readonly onDate: string
  readonly endedOn: string | undefined
  readonly diagnosisCode: string | undefined
  readonly diagnosisName: string | undefined
  readonly totalCost: number
  readonly fundPay: number
  readonly selfPay: number
  readonly insured: boolean
  readonly tcm: boolean
  readonly settledAt: string
  readonly updatedAt: string
}

/** What belongs to the county: its visits come from its own record. */
export type HomeCounty = { readonly divisions: ReadonlySet<string>; readonly codes: ReadonlySet<string>; readonly names: ReadonlySet<string> }

type Place = { readonly name: string; readonly divisionCode: string; readonly facilityCode: string | null; readonly creditCode: string | null }

/** `divisions`: of the county, six digits each. Facilities elsewhere that are registered here are not of the county. */
export function homeCountyOf(places: readonly Place[], divisions: readonly string[]): HomeCounty {
  const counties = new Set(divisions.map((code) => code.slice(0, 6)))
  const own = places.filter((place) => counties.has(place.divisionCode.slice(0, 6)))
  return {
    divisions: counties,
    codes: new Set(own.flatMap((place) => [place.facilityCode, place.creditCode].flatMap((code) => (code ? [code.toUpperCase()] : [])))),
    names: new Set(own.map((place) => bare(place.name))),
  }
}

export type JudgedClaim = { readonly claim: RowClaim; readonly marks: readonly Mark[] } | { readonly problems: readonly Problem[] }

/** Puts together what a row says, and says everything that is wrong with it at once. */
export function judgeClaim({ values, problems: read, marks }: ReadRow, home: HomeCounty): JudgedClaim {
  const problems: Problem[] = [...read]
  const text = (key: string) => values[key] as string | undefined
  const amount = (key: string) => values[key] as number | undefined
  const [total, fund, self] = [amount('totalCost'), amount('fundPay'), amount('selfPay')]
  const isReversal = text('entry') === 'reversed' || (total ?? 0) < 0
  if (isReversal && !text('reverses') && !problems.some((p) => p.field === 'reverses')) problems.push({ code: 'noOriginal', field: 'reverses' })
  if (total !== undefined && fund !== undefined && self !== undefined) {
    if (new Set([total, fund, self].filter((fen) => fen !== 0).map(Math.sign)).size > 1) problems.push({ code: 'mixedSigns', field: 'fundPay' })
    else if (fund + self !== total) problems.push({ code: 'sumDiffers', field: 'fundPay' })
  }
  const [onDate, endedOn] = [text('startedOn'), text('endedOn')]
  if (onDate && endedOn && endedOn < onDate) problems.push({ code: 'endsBefore', field: 'endedOn' })
  problems.push(...placeProblems({ division: text('placeDivision'), code: text('facilityCode'), name: text('facilityName') }, home))
  const { claimNumber, nationalId, name, facilityName, placeDivision, settledAt } = values as Record<string, string | undefined>
  const kind = claimKind.codes.find((code) => code === values.kind)
  if (problems.length > 0 || !claimNumber || !nationalId || !name || !facilityName || !placeDivision || !kind || !onDate || !settledAt) return { problems }
  // What a reversal is says its kind; some systems write its amounts without the sign.
  const signed = (fen = 0) => (isReversal && fen !== 0 ? -Math.abs(fen) : fen)
  return {
    marks,
    claim: {
      claimNumber,
      reverses: isReversal ? text('reverses') : undefined,
      nationalId,
      person: { name: maskedName(name), sex: sexIn(nationalId), birthYear: Number(birthDateIn(nationalId).slice(0, 4)) },
      facilityName,
      facilityCode: text('facilityCode'),
      facilityLevel: text('facilityLevel'),
      placeDivision,
      kind,
      onDate,
      endedOn,
      diagnosisCode: text('diagnosisCode'),
      diagnosisName: text('diagnosisName'),
      totalCost: signed(total),
      fundPay: signed(fund),
      selfPay: signed(self),
      insured: (values.insured as boolean | undefined) ?? true,
      tcm: (values.tcm as boolean | undefined) ?? false,
      settledAt,
      updatedAt: text('updatedAt') ?? settledAt,
    },
  }
}

function placeProblems(place: { division: string | undefined; code: string | undefined; name: string | undefined }, home: HomeCounty): Problem[] {
  const { division, code, name } = place
  if (division !== undefined && !/^\d{6}(\d{6})?$/.test(division)) return [{ code: 'wrongDivision', field: 'placeDivision', detail: division }]
  if (code && home.codes.has(code.toUpperCase())) return [{ code: 'inCounty', field: 'facilityCode', detail: code }]
  if (division && home.divisions.has(division.slice(0, 6))) return [{ code: 'inCounty', field: 'placeDivision', detail: division }]
  if (name && home.names.has(bare(name))) return [{ code: 'inCounty', field: 'facilityName', detail: name }]
  return []
}

/** By what a settlement is known to be the same when it comes again: everything but when it was last updated. */
export function contentOf(claim: RowClaim): string {
  const { updatedAt: _, person, ...rest } = claim
  return JSON.stringify([...Object.values(rest).map((value) => value ?? null), person.name])
}
