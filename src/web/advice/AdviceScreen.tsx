import { type AdviceCard, adviceContract, adviceStatus, recommends } from '#care/advice/contract.ts'
import { typeset } from '#kernel/typeset.ts'
import { AdvicePane } from '#web/advice/AdvicePane.tsx'
import { UrgencyTag } from '#web/referral/UrgencyTag.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { Due } from '#web/ui/Due.tsx'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

/** Questions before a referral: the asker's side and the answerer's are the same screen. */
export function AdviceScreen() {
  const { t } = useWords()
  const [read, write] = useAddress()
  const box = oneOf(read('box'), ['open', 'ended'])
  const on = read('on')
  const open = useAskPages(adviceContract.listAdvice, { box: 'open', limit: 50 }, { live: ['advice'] })
  const ended = useAskPages(adviceContract.listAdvice, { box: 'ended', limit: 50 }, { live: ['advice'] })
  const asked = box === 'open' ? open : ended
  const chosen = on ?? asked.items[0]?.adviceId
  return (
    <DeskPage
      title={{ zh: '咨询', en: 'Advice' }}
      hint={<QueueKeys open={{ zh: '处理', en: 'act' }} />}
      paneLabel={{ zh: '所选咨询', en: 'Selected question' }}
      pane={chosen && <AdvicePane key={chosen} adviceId={chosen} />}
    >
      <Counters
        label={{ zh: '按状态筛选', en: 'Filter by state' }}
        chosen={box}
        onChoose={(key) => write({ box: key === 'open' ? undefined : key, on: undefined }, { isStep: true })}
        counters={[
          { key: 'open', name: { zh: '进行中', en: 'open' }, count: open.items.length },
          { key: 'ended', name: { zh: '已结束', en: 'ended' }, count: ended.items.length },
        ]}
      />
      <Answered asked={asked} rows={5} what={{ zh: '咨询', en: 'advice' }} empty={<NoAdvice isOpen={box === 'open'} />}>
        {(rows) => (
          <QueueTable
            label={{ zh: '咨询', en: 'Advice' }}
            rows={rows}
            rowKey={(row) => row.adviceId}
            columns={columns(t)}
            selected={chosen}
            onSelect={(row) => write({ on: row?.adviceId })}
            onOpen={focusPane}
            more={asked.more}
            autoFocus
          />
        )}
      </Answered>
    </DeskPage>
  )
}

function NoAdvice({ isOpen }: { isOpen: boolean }) {
  const { role } = useMe()
  const next =
    role !== 'familyDoctor'
      ? { zh: '基层医生转诊前的问题会自己出现在这里', en: 'Questions from the base appear here by themselves' }
      : {
          zh: '拿不准转不转?在居民档案里点“转诊或咨询”先问专科',
          en: 'Unsure? Ask a specialist from the record of a resident',
        }
  return (
    <div className="sheet">
      <Empty
        title={
          isOpen
            ? { zh: '没有进行中的咨询', en: 'No open questions' }
            : { zh: '还没有结束的咨询', en: 'None ended yet' }
        }
        next={next}
      />
    </div>
  )
}

type T = ReturnType<typeof useWords>['t']

function columns(t: T): readonly QueueColumn<AdviceCard>[] {
  return [
    {
      key: 'left',
      head: { zh: '剩余', en: 'Left' },
      width: 104,
      cell: (row) => (
        <>
          {row.status === 'asked' ? <Due form="short" at={row.dueAt} /> : <span className="hint">—</span>}
          <div>
            <UrgencyTag code={row.urgency} />
          </div>
        </>
      ),
    },
    {
      key: 'person',
      head: { zh: '患者', en: 'Patient' },
      width: '22%',
      cell: ({ person: { village, ...person } }) => <PersonLine person={{ ...person, place: village }} />,
    },
    {
      key: 'question',
      head: { zh: '问什么', en: 'Question' },
      cell: (row) => <Two first={<span className="clip">{typeset(row.question)}</span>} second={row.diagnosis?.name} />,
    },
    {
      key: 'who',
      head: { zh: '谁问谁', en: 'Who asks whom' },
      width: '22%',
      cell: (row) => (
        <Two first={`${row.from} ${row.doctor}`} second={`→ ${[row.to, row.department].filter(Boolean).join(' ')}`} />
      ),
    },
    {
      key: 'state',
      head: { zh: '状态', en: 'State' },
      width: 116,
      cell: (row) => (
        <Two
          first={
            <Tag tone={row.status === 'asked' ? 'amber' : row.status === 'answered' ? 'pulse' : 'plain'}>
              {t(adviceStatus.labels[row.status])}
            </Tag>
          }
          second={row.recommends && t(recommends.labels[row.recommends])}
        />
      ),
    },
  ]
}
