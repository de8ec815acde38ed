import { expect, test } from 'vitest'
import { type HistoryLine, turnsOf } from './history.ts'

type Line = Partial<HistoryLine> & Pick<HistoryLine, 'action'>

function said(lines: readonly Line[]): string[] {
  const whole = lines.map(
    (line, n): HistoryLine => ({ at: `2026-03-${String(n + 1).padStart(2, '0')}T01:00:00Z`, status: 'managed', by: '王医生', data: {}, ...line }),
  )
  return turnsOf(whole).map((turn) => turn.what.zh)
}

const measured = (isMet: boolean): Line => ({
  action: 'measured',
  status: 'suspected',
  data: { programs: [{ disease: 'hypertension', status: 'suspected', isMet }] },
})
const followUp = (reportClass: string): Line => ({ action: 'followUp', data: { results: [{ disease: 'hypertension', reportClass }] } })

test('from the suspicion to the program each turn is said once', () => {
  expect(said([measured(false), measured(false), measured(true), { action: 'confirmed', data: { disease: 'hypertension' } }])).toEqual([
    '疑似高血压',
    '达到高血压诊断标准',
    '确诊高血压,纳入管理',
  ])
})

test('an ordinary follow-up is no turn; a referral and the follow-up after it are', () => {
  expect(said([followUp('controlled'), followUp('firstFail'), followUp('repeatedFail'), followUp('controlled'), followUp('controlled')])).toEqual([
    '随访后需转诊',
    '转诊后已随访',
  ])
})

test('who was lost and comes back was found again, and nobody is named for what the clock found', () => {
  const lines: Line[] = [{ action: 'lost', status: 'lost' }, { action: 'call', status: 'lost', data: { outcome: 'noAnswer' } }, followUp('controlled')]
  expect(said(lines)).toEqual(['失访', '电话:无人接听', '失访后找回'])
  const [lost] = turnsOf([{ at: '2026-03-01T01:00:00Z', status: 'lost', by: 'chronicCare', data: {}, action: 'lost' }])
  expect(lost).toMatchObject({ by: null, isSetback: true })
})

test('a move is a call, the wait, and the taking over', () => {
  const lines: Line[] = [
    { action: 'call', status: 'transferring', data: { outcome: 'moved' } },
    { action: 'takeOver', status: 'managed' },
    { action: 'reevaluate', status: 'managed' },
  ]
  expect(said(lines)).toEqual(['电话:已搬走', '等待新机构接管', '新机构已接管'])
})
