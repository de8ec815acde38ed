import type { chronicCareContract } from '#care/chronicCare/contract.ts'
import type { Words } from '#kernel/words.ts'
import { fieldOf } from '#web/chronicCare/form/draft.ts'
import type { Problem } from '#web/wire/problem.ts'

/** What is asked at one reading after the server looked at it. */
export type Question =
  | {
      readonly kind: 'unit'
      readonly path: string
      readonly question: Words
      readonly unit: string
      readonly shown: Words
    }
  | { readonly kind: 'unusual'; readonly path: string; readonly question: Words }

export type Said = {
  readonly questions: Readonly<Record<string, Question>>
  readonly wrong: Readonly<Record<string, Words>>
}

export type FormProblem =
  | Problem<typeof chronicCareContract.recordFollowUp>
  | Problem<typeof chronicCareContract.recordScreening>

const silent: Said = { questions: {}, wrong: {} }

/** What came back, sorted to the fields it is about. */
export function saidAtFields(problem: FormProblem | undefined): Said {
  if (problem?.kind === 'invalid') {
    const wrong = problem.fields.map(({ path, why, fix }) => [
      fieldOf(path.replace(/\.(value|unit)$/, '')),
      { zh: `${why.zh},${fix.zh}`, en: `${why.en}; ${fix.en}` },
    ])
    return { questions: {}, wrong: Object.fromEntries(wrong) }
  }
  if (problem?.kind !== 'refused') return silent
  switch (problem.refusal) {
    case 'unitQuestion':
      return {
        wrong: {},
        questions: Object.fromEntries(
          problem.data.fields.map(({ field, question, meant }) => [
            fieldOf(field),
            { kind: 'unit' as const, path: field, question, unit: meant.unit, shown: meant.shown },
          ]),
        ),
      }
    case 'pleaseConfirm':
      return {
        wrong: {},
        questions: Object.fromEntries(
          problem.data.fields.map(({ field, question }) => [
            fieldOf(field),
            { kind: 'unusual' as const, path: field, question },
          ]),
        ),
      }
    case 'impossibleValue':
      return {
        questions: {},
        wrong: Object.fromEntries(
          problem.data.fields.map(({ field, why, fix }) => [
            fieldOf(field),
            { zh: `${why.zh}。${fix.zh}`, en: `${why.en}. ${fix.en}` },
          ]),
        ),
      }
    case 'fieldsMissing':
      return {
        questions: {},
        wrong: Object.fromEntries(
          problem.data.fields.map(({ field }) => [fieldOf(field), { zh: '请填写', en: 'Please answer' }]),
        ),
      }
    default:
      return silent
  }
}

/** Whether the form shows at its fields all that the server said. */
export function isAtFields(problem: FormProblem | undefined): boolean {
  if (problem?.kind === 'invalid') return true
  return (
    problem?.kind === 'refused' &&
    ['unitQuestion', 'pleaseConfirm', 'impossibleValue', 'fieldsMissing'].includes(problem.refusal)
  )
}
