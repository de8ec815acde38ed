import type { Output } from '#kernel/capability.ts'
import { supervisionContract } from '#publicHealth/supervision/contract.ts'
import { findingKind, findingStatus, severity } from '#publicHealth/supervision/labels.ts'
import { AnswerFinding, CheckFinding } from '#web/supervision/acts.tsx'
import { answersFindings, filesFindings } from '#web/supervision/reach.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { LoopLine, type LoopStep } from '#web/ui/LoopLine.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag, type Tone } from '#web/ui/Tag.tsx'
import { Day, Moment } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/duty/DutyPane.css'
import '#web/supervision/supervision.css'

export type Finding = Output<typeof supervisionContract.listFindings>['items'][number]
type Whole = Output<typeof supervisionContract.openFinding>

export const severityTone: Readonly<Record<Finding['severity'], Tone>> = {
  minor: 'plain',
  major: 'amber',
  critical: 'cinnabar',
}
export const statusTone: Readonly<Record<Finding['status'], Tone>> = {
  filed: 'amber',
  answered: 'plain',
  closed: 'pine',
}

/** One finding: what was found, what is asked, every answer and check, and what may be done now. */
export function FindingPane({ findingId }: { findingId: string }) {
  const asked = useAsk(supervisionContract.openFinding, { findingId }, { live: ['duty'] })
  return (
    <Answered asked={asked} rows={6} what={{ zh: '督导问题', en: 'the finding' }}>
      {(finding) => <Open key={finding.version} finding={finding} />}
    </Answered>
  )
}

function Open({ finding }: { finding: Whole }) {
  const { t } = useWords()
  const { role } = useMe()
  const closed = finding.history.findLast((line) => line.step === 'closed')
  return (
    <div className="finding-pane">
      <div>
        <h2>{finding.facility}</h2>
        <p className="finding-tags">
          <Tag>{t(findingKind.labels[finding.kind])}</Tag>
          <Tag tone={severityTone[finding.severity]}>{t(severity.labels[finding.severity])}</Tag>
          {finding.rounds > 0 && (
            <Tag tone="amber">{t({ zh: `退回 ${finding.rounds} 次`, en: `sent back ${finding.rounds}×` })}</Tag>
          )}
        </p>
      </div>
      <LoopLine
        compact
        loop={{ zh: '督导问题', en: 'Finding' }}
        steps={stepsOf(finding)}
        due={finding.status === 'filed' ? { on: finding.dueOn } : null}
        turn={turnOf(finding)}
        closedAt={closed?.at}
      />
      <Facts
        facts={[
          { name: { zh: '发现', en: 'Found' }, value: finding.text },
          { name: { zh: '整改要求', en: 'Asked for' }, value: finding.required },
          { name: { zh: '整改期限', en: 'Mend by' }, value: <Day on={finding.dueOn} /> },
          { name: { zh: '提出人', en: 'Found by' }, value: finding.filedBy },
        ]}
      />
      {finding.history.length > 1 && <History finding={finding} />}
      {finding.status === 'filed' && answersFindings(role) && <AnswerFinding finding={finding} />}
      {finding.status === 'answered' && filesFindings(role) && <CheckFinding finding={finding} />}
    </div>
  )
}

const said: Readonly<Record<Whole['history'][number]['step'], Text>> = {
  filed: { zh: '提出', en: 'Filed' },
  answered: { zh: '回复整改', en: 'Answered' },
  returned: { zh: '退回', en: 'Sent back' },
  closed: { zh: '销号', en: 'Closed' },
}

function History({ finding }: { finding: Whole }) {
  const { t } = useWords()
  return (
    <Section form="plain" title={{ zh: '经过', en: 'So far' }}>
      <ol className="finding-history">
        {finding.history.slice(1).map((line) => (
          <li key={line.at + line.step}>
            <b>{t(said[line.step])}</b>{' '}
            <span className="hint">
              {line.by} <Moment at={line.at} />
            </span>
            <p>{line.text}</p>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function stepsOf({ status, filedAt, history }: Whole): LoopStep[] {
  const answered = history.findLast((line) => line.step === 'answered')
  const closed = history.findLast((line) => line.step === 'closed')
  return [
    { name: { zh: '提出', en: 'Filed' }, state: 'done', at: filedAt },
    {
      name: { zh: '整改', en: 'Mended' },
      state: status === 'filed' ? 'present' : 'done',
      at: status === 'filed' ? null : answered?.at,
    },
    { name: { zh: '复核', en: 'Checked' }, state: step(status), at: closed?.at },
    { name: findingStatus.labels.closed, state: status === 'closed' ? 'done' : 'coming', at: closed?.at },
  ]
}

function step(status: Whole['status']): LoopStep['state'] {
  if (status === 'closed') return 'done'
  return status === 'answered' ? 'present' : 'coming'
}

function turnOf({ status, facility, filedBy }: Whole): Text | null {
  if (status === 'closed') return null
  return status === 'filed'
    ? { zh: `轮到 ${facility} 整改`, en: `${facility} is to mend it` }
    : { zh: `轮到 ${filedBy} 复核`, en: `${filedBy} is to look again` }
}
