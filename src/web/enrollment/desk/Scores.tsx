import { fulfillmentContract, invalidReason, type Score, score } from '#care/fulfillment/contract.ts'
import { addDays } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import { TeamPick, useTeam } from '#web/enrollment/desk/useTeam.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { useAddress } from '#web/ui/desk/address.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Figure } from '#web/ui/Figure.tsx'
import { Money } from '#web/ui/Money.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { today } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk, useAskPages } from '#web/wire/ask.ts'

type Row = Output<typeof fulfillmentContract.openScoreRows>['items'][number]

const meaning: Readonly<Record<Score, { zh: string; en: string }>> = {
  agreement: { zh: '有效协议 ÷ 协议', en: 'valid agreements ÷ agreements' },
  service: { zh: '有效履约的人 ÷ 有到期项目的人', en: 'people served as promised ÷ people with something due' },
  health: { zh: '一年内末次达标 ÷ 在管', en: 'in target at the last reading ÷ managed' },
  cost: { zh: '预期费用 ÷ 实际费用,含外出就诊', en: 'expected ÷ actual cost, visits outside counted' },
}

/** The four scores of a team on a day; each opens into its people. */
export function Scores() {
  const { t } = useWords()
  const { items, team, choose } = useTeam()
  const [read, write] = useAddress()
  const present = today(now())
  const on = read('day') ?? present
  const asked = useAsk(
    fulfillmentContract.openTeamScores,
    { teamId: team?.teamId ?? '', on },
    { live: ['enrollment'], when: team !== undefined, keepPrevious: true },
  )
  if (!team) return <NoTeam />
  return (
    <>
      <div className="enrollment-row">
        <TeamPick items={items} team={team} onPick={choose} />
        <DayField
          label={{ zh: '参考日', en: 'As of' }}
          value={on}
          max={present}
          min={addDays(present, -730)}
          onDay={(day) => write({ day: day === present ? undefined : day })}
        />
      </div>
      <Answered asked={asked} rows={5} what={{ zh: '得分', en: 'the scores' }}>
        {({ scores, since, on: until }) => (
          <>
            <p className="hint">
              {t({ zh: '评价期', en: 'Period' })} <Day on={since} /> {t({ zh: '至', en: 'to' })} <Day on={until} />
            </p>
            <div className="score-grid">
              {scores.map((each) => (
                <div key={each.score}>
                  <Figure
                    name={score.labels[each.score]}
                    value={each.value}
                    digits={2}
                    unit={{ zh: '分', en: 'points' }}
                    {...(each.unit === 'people' ? { numerator: each.numerator, denominator: each.denominator } : {})}
                    {...(each.why ? { unknown: each.why } : {})}
                  />
                  {each.unit === 'fen' && each.value !== null && (
                    <p className="hint">
                      <Money fen={each.numerator} form="rounded" /> / <Money fen={each.denominator} form="rounded" />
                    </p>
                  )}
                  <p className="hint">{t(meaning[each.score])}</p>
                  {each.value !== null && (
                    <Button tone="text" onClick={() => write({ on: each.score }, { isStep: true })}>
                      {t({ zh: '看是哪些人', en: 'Who they are' })}
                    </Button>
                  )}
                </div>
              ))}
            </div>
          </>
        )}
      </Answered>
    </>
  )
}

function NoTeam() {
  return (
    <div className="sheet">
      <Empty
        icon="group"
        title={{ zh: '还没有团队', en: 'There is no team yet' }}
        next={{ zh: '在“团队”里组建', en: 'Form one under Teams' }}
      />
    </div>
  )
}

/** The people a score is made of, those first that pull it down. */
export function ScorePane({ which }: { which: string }) {
  const { t } = useWords()
  const { team } = useTeam()
  const [read] = useAddress()
  const chosen = score.codes.find((code) => code === which)
  const on = read('day')
  const asked = useAskPages(
    fulfillmentContract.openScoreRows,
    { teamId: team?.teamId ?? '', score: chosen ?? 'agreement', limit: 50, ...(on ? { on } : {}) },
    { when: team !== undefined && chosen !== undefined },
  )
  if (!chosen) return null
  return (
    <div className="enrollment-stack">
      <h2>{t(score.labels[chosen])}</h2>
      <Answered
        asked={asked}
        rows={8}
        what={{ zh: '这些人', en: 'the people' }}
        empty={<Empty title={{ zh: '没有可评价的人', en: 'Nobody to score' }} />}
      >
        {(rows) => (
          <ul className="turns">
            {rows.map((row) => (
              <li key={row.residentId}>
                <PersonLine person={{ ...row.person, place: row.person.village }} />
                <Why row={row} />
              </li>
            ))}
          </ul>
        )}
      </Answered>
      {asked.more.has && (
        <Button isRunning={asked.more.isLoading} onClick={asked.more.load}>
          {t({ zh: '看更多', en: 'Show more' })}
        </Button>
      )}
    </div>
  )
}

function Why({ row }: { row: Row }) {
  const { t } = useWords()
  return (
    <p>
      <Tag tone={row.counts ? 'pine' : 'cinnabar'}>
        {row.counts ? t({ zh: '计入', en: 'Counts' }) : t({ zh: '未达到', en: 'Does not count' })}
      </Tag>{' '}
      {row.reasons.map((reason) => (
        <Tag key={reason}>{t(invalidReason.labels[reason])}</Tag>
      ))}
      {row.toDate !== null &&
        t({ zh: `完成 ${row.done ?? 0}/${row.toDate}`, en: `${row.done ?? 0} of ${row.toDate} done` })}
      {row.expected !== null && row.actual !== null && (
        <>
          {t({ zh: '预期', en: 'expected' })} <Money fen={row.expected} /> · {t({ zh: '实际', en: 'actual' })}{' '}
          <Money fen={row.actual} />
        </>
      )}
    </p>
  )
}
