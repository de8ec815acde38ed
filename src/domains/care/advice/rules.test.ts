import { expect, test } from 'vitest'
import { adviceStatus } from './contract.ts'
import { decide, sideOf } from './rules.ts'

const asker = ['clinic', 'another clinic']
const answerer = ['hospital']
const advice = { fromFacilityId: 'clinic', toFacilityId: 'hospital' }

/** Written from the text, not from the code: the specialist answers once; the asker ends it or makes a referral of it while it is open. */
const possible: Readonly<Record<string, string>> = {
  'asked answer answerer': 'answered',
  'asked close asker': 'closed',
  'asked convert asker': 'converted',
  'answered close asker': 'closed',
  'answered convert asker': 'converted',
}

const cases = adviceStatus.codes.flatMap((status) =>
  (['answer', 'close', 'convert'] as const).flatMap((action) => (['asker', 'answerer'] as const).map((side) => ({ status, action, side }))),
)

test.each(cases)('$status advice: $action by the $side', ({ status, action, side }) => {
  const made = decide(action, { ...advice, status }, side === 'asker' ? asker : answerer)
  const expected = possible[`${status} ${action} ${side}`]
  if (expected) expect(made).toBe(expected)
  else expect(made).toEqual({ refusal: 'notPossible', data: { status } })
})

test('a township that acts for the clinic stands on the side of the asker', () => {
  expect(sideOf(advice, ['township', 'clinic'])).toBe('asker')
  expect(sideOf(advice, ['hospital'])).toBe('answerer')
})
