import { chronicCareContract, type ManagedCard } from '#care/chronicCare/contract.ts'
import { callOutcome, nextStep } from '#care/chronicCare/labels.ts'
import { ChronicTabs } from '#web/chronicCare/desk/ChronicTabs.tsx'
import { ManagedPane } from '#web/chronicCare/desk/ManagedPane.tsx'
import { diseasesInWords, dueTone, lastInWords, lateInWords, riskInWords } from '#web/chronicCare/saying.ts'
import { useInAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'

/** Whom to call, the riskiest and latest first; the card with the call beside it. */
export function CallListScreen() {
  const { t, language } = useWords()
  const [on, select] = useInAddress('on')
  const asked = useAskPages(chronicCareContract.listOverdue, { limit: 50 }, { live: ['chronicCare', 'duty'] })
  const chosen = on ?? asked.items[0]?.managedId
  const counts = asked.first?.counts
  return (
    <DeskPage
      title={{ zh: '慢病管理', en: 'Chronic care' }}
      hint={<ChronicTabs />}
      paneLabel={{ zh: '所选患者', en: 'Selected person' }}
      pane={chosen && <ManagedPane key={chosen} managedId={chosen} />}
    >
      {counts && (
        <p className="hint">
          {t({
            zh: `逾期 ${counts.overdue} 人 · 失访 ${counts.lost} 人 · 今天到期 ${counts.today} 人`,
            en: `${counts.overdue} overdue · ${counts.lost} lost · ${counts.today} due today`,
          })}
        </p>
      )}
      <Answered
        asked={asked}
        rows={6}
        what={{ zh: '催访名单', en: 'the list' }}
        empty={
          <div className="sheet">
            <Empty
              icon="phone"
              title={{ zh: '没有逾期的随访', en: 'No follow-up is overdue' }}
              next={{ zh: '到期未来的人会自己出现在这里', en: 'Whoever does not come appears here by themselves' }}
            />
          </div>
        }
      >
        {(rows) => (
          <QueueTable
            label={{ zh: '催访名单', en: 'Whom to call' }}
            rows={rows}
            rowKey={(row) => row.managedId}
            columns={columns(t, language)}
            selected={chosen}
            onSelect={(row) => select(row?.managedId)}
            onOpen={focusPane}
            more={asked.more}
            autoFocus
          />
        )}
      </Answered>
    </DeskPage>
  )
}

type Said = ReturnType<typeof useWords>

function columns(t: Said['t'], language: Said['language']): readonly QueueColumn<ManagedCard>[] {
  return [
    {
      key: 'late',
      head: { zh: '到期', en: 'Due' },
      width: 112,
      cell: (row) => (
        <Two
          first={row.next && <Tag tone={dueTone[row.next.due]}>{t(lateInWords(row))}</Tag>}
          second={row.risk > 1 && t({ zh: `风险${riskInWords(row.risk).zh}`, en: `${riskInWords(row.risk).en} risk` })}
        />
      ),
    },
    {
      key: 'person',
      head: { zh: '患者', en: 'Person' },
      width: '22%',
      cell: (row) => <PersonLine person={{ ...row.person, place: row.person.village }} />,
    },
    {
      key: 'what',
      head: { zh: '病种与要做的', en: 'Diseases and what to do' },
      width: '19%',
      cell: (row) => (
        <Two
          first={<b>{diseasesInWords(row.diseases, language)}</b>}
          second={row.next && t(nextStep.labels[row.next.step])}
        />
      ),
    },
    { key: 'last', head: { zh: '上次测量', en: 'Last readings' }, cell: (row) => lastInWords(row, language) },
    {
      key: 'call',
      head: { zh: '上次电话', en: 'Last call' },
      width: '13%',
      cell: (row) =>
        row.lastCall ? (
          <Two
            first={t(callOutcome.labels[row.lastCall.outcome])}
            second={<Moment at={row.lastCall.at} form="short" />}
          />
        ) : (
          <span className="muted">{t({ zh: '还没有打过', en: 'not called yet' })}</span>
        ),
    },
    { key: 'facility', head: { zh: '机构', en: 'Clinic' }, width: '13%', cell: (row) => row.facility },
  ]
}
