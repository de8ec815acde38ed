import { chronicCareContract, type ManagedCard } from '#care/chronicCare/contract.ts'
import { callOutcome, managedStatus, programStatus } from '#care/chronicCare/labels.ts'
import { Block } from '#web/chronicCare/Block.tsx'
import { FollowUps } from '#web/chronicCare/person/FollowUps.tsx'
import { chartsOf } from '#web/chronicCare/person/series.ts'
import { stepsOf } from '#web/chronicCare/person/steps.ts'
import { Trend } from '#web/chronicCare/person/Trend.tsx'
import { Turns } from '#web/chronicCare/person/Turns.tsx'
import { classInWords, classTone, statusTone } from '#web/chronicCare/saying.ts'
import { Button } from '#web/ui/Button.tsx'
import { useNow } from '#web/ui/clock.ts'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day, Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'

/** The state of a person's program: the loop, each disease with its class, the last call. */
export function Standing({ card }: { card: ManagedCard }) {
  const { t } = useWords()
  const now = useNow(3600)
  return (
    <Block
      title={{ zh: '管理进程', en: 'The program' }}
      note={<Tag tone={statusTone[card.status]}>{t(managedStatus.labels[card.status])}</Tag>}
    >
      <LoopLine
        compact
        loop={{ zh: '慢病管理', en: 'Chronic care' }}
        steps={stepsOf(card, now)}
        due={card.next ? { on: card.next.dueOn } : null}
        turn={card.next ? { zh: `轮到 ${card.facility}`, en: `${card.facility}'s turn` } : null}
      />
      <ul className="program-list">
        {card.diseases.map((each) => (
          <li key={each.disease}>
            <p>
              <b>{t(each.label)}</b>{' '}
              {each.status === 'managed' ? (
                <Tag tone={each.reportClass ? classTone[each.reportClass] : 'plain'}>
                  {each.lastOn ? t(classInWords(each.reportClass)) : t({ zh: '还没有随访', en: 'No follow-up yet' })}
                </Tag>
              ) : (
                <Tag tone={each.status === 'suspected' ? 'amber' : 'plain'}>{t(programStatus.labels[each.status])}</Tag>
              )}
              {each.failsInRow > 1 && (
                <span className="muted">
                  {' '}
                  {t({ zh: `连续 ${each.failsInRow} 次未达标`, en: `not met ${each.failsInRow} times in a row` })}
                </span>
              )}
            </p>
            <p className="hint">
              <Day on={each.since} /> {t({ zh: '起', en: 'on' })}
              {each.nextDueOn && (
                <>
                  {' '}
                  · {t({ zh: '下次', en: 'next' })} <Day on={each.nextDueOn} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
      {card.lastCall && (
        <p className="muted">
          {t({ zh: '上次电话', en: 'Last call' })} <Moment at={card.lastCall.at} /> ·{' '}
          {t(callOutcome.labels[card.lastCall.outcome])}
          {card.lastCall.note && ` · ${card.lastCall.note}`}
          {card.unansweredCalls > 1 &&
            ` · ${t({ zh: `连续 ${card.unansweredCalls} 次未接`, en: `${card.unansweredCalls} unanswered` })}`}
        </p>
      )}
      {card.agreedOn && (
        <p className="muted">
          {t({ zh: '约定随访', en: 'Agreed for' })} <Day on={card.agreedOn} weekday />
        </p>
      )}
    </Block>
  )
}

/** What was measured over time, and every follow-up behind it. */
export function Course({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const asked = useAskPages(chronicCareContract.listFollowUps, { residentId, limit: 20 }, { live: ['chronicCare'] })
  const charts = chartsOf(asked.items, asked.first?.targets ?? [])
  return (
    <>
      <Turns residentId={residentId} />
      {charts.length > 0 && (
        <Block title={{ zh: '走势', en: 'Over time' }}>
          {charts.map((chart) => (
            <Trend key={chart.title.zh} {...chart} />
          ))}
        </Block>
      )}
      <Block title={{ zh: '随访记录', en: 'Follow-ups' }}>
        <Answered
          asked={asked}
          rows={3}
          what={{ zh: '随访记录', en: 'the follow-ups' }}
          empty={<p className="hint">{t({ zh: '还没有随访记录', en: 'No follow-ups yet' })}</p>}
        >
          {(items) => <FollowUps items={items} />}
        </Answered>
        {asked.more.has && (
          <Button tone="text" isRunning={asked.more.isLoading} onClick={asked.more.load}>
            {t({ zh: '看更早的随访', en: 'Show earlier' })}
          </Button>
        )}
      </Block>
    </>
  )
}
