import { useState } from 'react'
import type { Output } from '#kernel/capability.ts'
import { sex } from '#registry/resident/contract.ts'
import { pairStatus, residentIndexContract } from '#registry/residentIndex/contract.ts'
import { Reasons } from '#web/residents/Reasons.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import '#web/residents/matching.css'

type Pair = Output<typeof residentIndexContract.openResidentPair>
type Side = Pair['sides'][number]

/** Two records side by side: are they one person? */
export function PairPane({ pairId }: { pairId: string }) {
  const asked = useAsk(residentIndexContract.openResidentPair, { pairId }, { live: ['duty'] })
  return (
    <Answered asked={asked} rows={6} what={{ zh: '两份档案', en: 'the two records' }}>
      {(pair) => <Compared key={pair.version} pair={pair} />}
    </Answered>
  )
}

function Compared({ pair }: { pair: Pair }) {
  const { t } = useWords()
  const isOpen = pair.status === 'waiting' || pair.status === 'postponed'
  return (
    <div className="pair-pane">
      <h2>{t({ zh: '是不是同一个人', en: 'Are they one person?' })}</h2>
      <Reasons because={pair.because} />
      <SideBySide sides={pair.sides} />
      {isOpen ? (
        <Decision pair={pair} />
      ) : (
        <p>
          <Tag tone="pine">{t(pairStatus.labels[pair.status])}</Tag>
        </p>
      )}
      <ol className="pair-journal">
        {pair.journal.map((step) => (
          <li key={`${step.at}${step.status}`}>
            <Moment at={step.at} /> {step.by} · {t(pairStatus.labels[step.status])}
            {step.because && ` · ${step.because}`}
          </li>
        ))}
      </ol>
    </div>
  )
}

const elsewhere: Text = { zh: '由对方机构管理', en: 'kept by their facility' }

/** Lines that differ are marked; what is not ours to read says whose it is. */
function SideBySide({ sides }: { sides: readonly Side[] }) {
  const { t } = useWords()
  const hidden = <span className="hint">{t(elsewhere)}</span>
  const lines: readonly { name: Text; of: (side: Side) => string | null }[] = [
    { name: { zh: '姓名', en: 'Name' }, of: (side) => side.name },
    { name: { zh: '性别', en: 'Sex' }, of: (side) => t(sex.labels[side.sex]) },
    {
      name: { zh: '出生', en: 'Born' },
      of: (side) => side.birthDate ?? t({ zh: `${side.birthYear} 年`, en: `${side.birthYear}` }),
    },
    {
      name: { zh: '证件尾号', en: 'Number ends in' },
      of: (side) => (side.tail === '' ? t({ zh: '没有登记', en: 'none' }) : side.tail),
    },
    {
      name: { zh: '电话', en: 'Phone' },
      of: (side) => side.phone ?? (side.own ? t({ zh: '没有登记', en: 'none' }) : null),
    },
    { name: { zh: '村', en: 'Village' }, of: (side) => side.village },
    { name: { zh: '住址', en: 'Address' }, of: (side) => side.address },
    { name: { zh: '建档机构', en: 'Kept by' }, of: (side) => side.home },
    { name: { zh: '就诊', en: 'Visits' }, of: (side) => String(side.counts.visits) },
    { name: { zh: '转诊', en: 'Referrals' }, of: (side) => String(side.counts.referrals) },
    {
      name: { zh: '待办 / 占用号源', en: 'Open duties / units held' },
      of: (side) => `${side.counts.duties} / ${side.counts.holds}`,
    },
  ]
  return (
    <table className="pair-table">
      <thead>
        <tr>
          <td />
          <th scope="col">{t({ zh: '档案一', en: 'First record' })}</th>
          <th scope="col">{t({ zh: '档案二', en: 'Second record' })}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ name, of }) => {
          const values = sides.map(of)
          const differs = values[0] !== null && values[1] !== null && values[0] !== values[1]
          return (
            <tr key={t(name)} className={differs ? 'differing' : undefined}>
              <th scope="row">
                {t(name)}
                {differs && <span className="hint"> ≠</span>}
              </th>
              {sides.map((side, i) => (
                <td key={side.residentId}>{values[i] ?? hidden}</td>
              ))}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

type Verdict = 'first' | 'second' | 'distinct' | 'later'

function Decision({ pair }: { pair: Pair }) {
  const { t } = useWords()
  const [verdict, decide] = useState<Verdict>()
  const [because, setBecause] = useState('')
  const done = (text: Text) => ({ changes: ['duty'], onDone: () => toast({ text }) })
  const merge = useCommand(
    residentIndexContract.mergeResidents,
    done({ zh: '已合并为一人,可随时撤销', en: 'Merged into one person; it can be undone' }),
  )
  const apart = useCommand(
    residentIndexContract.keepResidentsApart,
    done({ zh: '已确认是两个人,不再提示', en: 'Two people; it will not be asked again' }),
  )
  const later = useCommand(
    residentIndexContract.postponeResidentPair,
    done({ zh: '已暂缓,到期再提醒', en: 'Put off; it comes back' }),
  )
  const problem = merge.problem ?? apart.problem ?? later.problem
  const clashes = problem?.kind === 'refused' && problem.refusal === 'clashes' ? problem.data.clashes : []

  function send() {
    const on = { pairId: pair.pairId, version: pair.version, because: because.trim() }
    if (verdict === 'distinct') void apart.send(on)
    else if (verdict === 'later') void later.send(on)
    else if (verdict) void merge.send({ ...on, stays: verdict })
  }

  return (
    <form
      className="pane-form"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Choices
        label={{ zh: '结论', en: 'Finding' }}
        value={verdict}
        onChoose={decide}
        choices={[
          { value: 'first', name: { zh: '同一人,以档案一为准', en: 'One person; the first record stays' } },
          { value: 'second', name: { zh: '同一人,以档案二为准', en: 'One person; the second record stays' } },
          { value: 'distinct', name: { zh: '是两个人', en: 'Two people' } },
          { value: 'later', name: { zh: '以后再核对', en: 'Look again later' } },
        ]}
      />
      <LongText
        label={{ zh: '依据', en: 'How you know' }}
        placeholder={t({ zh: '例如:本人到场,出示身份证', en: 'e.g. came in person with the card' })}
        value={because}
        onText={setBecause}
        maxLength={200}
      />
      <ProblemNote problem={problem} />
      {clashes.map((each) => (
        <p key={t(each)}>{t(each)}</p>
      ))}
      <div className="acts">
        <Button
          tone="primary"
          submits
          isRunning={merge.isSending || apart.isSending || later.isSending}
          disabled={!verdict || because.trim() === ''}
        >
          {t({ zh: '写下结论', en: 'Record the finding' })}
        </Button>
      </div>
    </form>
  )
}
