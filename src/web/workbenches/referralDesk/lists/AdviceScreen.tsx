import { type AdviceCard, adviceContract, adviceStatus, recommends } from '#care/advice/contract.ts'
import { urgency } from '#care/referral/contract.ts'
import { Part } from '#web/referral/parts.tsx'
import { urgencyTone } from '#web/referral/ReferralPane.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { Due } from '#web/ui/Due.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { oneOf, useAddress } from '#web/workbenches/referralDesk/address.ts'
import { Two } from '#web/workbenches/referralDesk/Two.tsx'
import '#web/referral/ReferralPane.css'

/** Questions from the base to our departments. Specialists answer; the desk sees that none is left lying. */
export function AdviceScreen() {
  const { t } = useWords()
  const [read, write] = useAddress()
  const box = oneOf(read('box'), ['open', 'ended'])
  const asked = useAskPages(adviceContract.listAdvice, { box, limit: 50 }, { live: ['advice'] })
  const on = read('on')
  const chosen = asked.items.find((row) => row.adviceId === on)
  return (
    <DeskPage
      title={{ zh: '咨询', en: 'Advice' }}
      hint={t({ zh: '转诊前的提问,由专科医生答复', en: 'Questions before referring; specialists answer' })}
      paneLabel={{ zh: '所选咨询', en: 'Selected question' }}
      pane={chosen && <AdviceOpen card={chosen} />}
    >
      <Counters
        label={{ zh: '按状态筛选', en: 'Filter by state' }}
        chosen={box}
        onChoose={(key) => write({ box: key, on: undefined }, { isStep: true })}
        counters={[
          { key: 'open', name: { zh: '未结束', en: 'open' }, count: box === 'open' ? asked.items.length : 0 },
          { key: 'ended', name: { zh: '已结束', en: 'ended' }, count: box === 'ended' ? asked.items.length : 0 },
        ]}
      />
      <Answered asked={asked} rows={6} isEmpty={() => false}>
        {() => (
          <QueueTable
            label={{ zh: '咨询', en: 'Advice' }}
            rows={asked.items}
            rowKey={(row) => row.adviceId}
            columns={columns}
            selected={on}
            onSelect={(row) => write({ on: row?.adviceId })}
            more={asked.more}
            empty={
              <Empty
                icon="message"
                title={{ zh: '没有咨询', en: 'No questions' }}
                next={{ zh: '基层医生转诊前的提问会出现在这里', en: 'Questions from the base appear here' }}
              />
            }
            autoFocus
          />
        )}
      </Answered>
    </DeskPage>
  )
}

const columns: readonly QueueColumn<AdviceCard>[] = [
  { key: 'left', head: { zh: '剩余', en: 'Left' }, width: 104, cell: (row) => <Left row={row} /> },
  {
    key: 'person',
    head: { zh: '患者', en: 'Patient' },
    width: '22%',
    cell: (row) => <PersonLine person={{ ...row.person, place: row.person.village }} />,
  },
  {
    key: 'from',
    head: { zh: '谁问', en: 'From' },
    width: '18%',
    cell: (row) => <Two first={row.from} second={row.doctor} />,
  },
  {
    key: 'question',
    head: { zh: '问什么', en: 'Question' },
    cell: (row) => <Two first={row.question} second={row.diagnosis?.name} />,
  },
  {
    key: 'to',
    head: { zh: '问哪个科', en: 'To' },
    width: '16%',
    cell: (row) => <Two first={row.department ?? row.to} second={<State row={row} />} />,
  },
]

function Left({ row }: { row: AdviceCard }) {
  const { t } = useWords()
  return (
    <>
      {row.status === 'asked' ? (
        <Due form="short" at={row.dueAt} />
      ) : (
        <span className="muted">{t(adviceStatus.labels[row.status])}</span>
      )}
      {row.urgency !== 'routine' && (
        <div>
          <Tag tone={urgencyTone[row.urgency]}>{t(urgency.labels[row.urgency])}</Tag>
        </div>
      )}
    </>
  )
}

function State({ row }: { row: AdviceCard }) {
  const { t } = useWords()
  return <>{t(adviceStatus.labels[row.status])}</>
}

function AdviceOpen({ card }: { card: AdviceCard }) {
  const { t } = useWords()
  const isAnswered = card.answeredAt !== null
  return (
    <div className="referral-card">
      <PersonLine size="banner" person={{ ...card.person, place: card.person.village, lastFour: card.person.tail }} />
      <LoopLine
        compact
        loop={{ zh: '咨询', en: 'Advice' }}
        steps={[
          { name: { zh: '提问', en: 'Asked' }, state: 'done', at: card.askedAt },
          { name: { zh: '答复', en: 'Answered' }, state: isAnswered ? 'done' : 'present', at: card.answeredAt },
          {
            name: { zh: '结束', en: 'Ended' },
            state: card.status === 'asked' ? 'coming' : card.status === 'answered' ? 'present' : 'done',
          },
        ]}
        due={card.status === 'asked' ? { at: card.dueAt } : null}
        turn={
          card.status === 'asked'
            ? { zh: `轮到 ${card.to} ${card.department ?? ''}`, en: `${card.to} ${card.department ?? ''}` }
            : null
        }
      />
      <Part title={{ zh: '问', en: 'The question' }}>
        <p>{card.question}</p>
        <Facts
          facts={[
            { name: { zh: '谁问', en: 'From' }, value: `${card.from} ${card.doctor}` },
            ...(card.diagnosis ? [{ name: { zh: '诊断', en: 'Diagnosis' }, value: card.diagnosis.name }] : []),
            ...card.summary.map(({ title, text }, index) => ({ key: `${index}`, name: title, value: text })),
          ]}
        />
      </Part>
      <Part title={{ zh: '答', en: 'The answer' }}>
        {card.answer ? (
          <>
            <p>{card.answer}</p>
            <p className="muted">
              {card.recommends && <Tag tone="pulse">{t(recommends.labels[card.recommends])}</Tag>} {card.answeredBy}{' '}
              {card.answeredAt && <Moment at={card.answeredAt} />}
            </p>
          </>
        ) : (
          <p className="hint">
            {t({ zh: '还没有答复;到时未答会升级提醒', en: 'Not answered yet; it climbs when it is late' })}
          </p>
        )}
      </Part>
    </div>
  )
}
