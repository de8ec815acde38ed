import { useMemo } from 'react'
import type { Figure, Opened } from '#governance/indicators/contract.ts'
import { useIndicator } from '#web/indicators/asking.ts'
import { Chart } from '#web/indicators/chart/Chart.tsx'
import type { Drawing } from '#web/indicators/chart/drawing.ts'
import { wordsIn } from '#web/indicators/chart/words.ts'
import type { Standing } from '#web/indicators/place.ts'
import { membersOf } from '#web/indicators/under/members.ts'
import { TownshipMap } from '#web/indicators/under/TownshipMap.tsx'
import { placeIn, tickIn, valueIn } from '#web/indicators/words.ts'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'

/** More bars than this are no picture any more; the table has them all. */
const mostBars = 24
const barHeight = 28
/** More townships than this take the whole width, in small tiles. */
const mostBeside = 24

type ComparedProps = {
  readonly figure: Figure
  readonly choices: readonly Figure[]
  readonly standing: Standing
  readonly onChoose: (id: string) => void
  readonly onPlace: (placeId: number) => void
  readonly hrefOf: (placeId: number) => string
}

/** One figure: the townships as tiles, and the members as bars against the target, with last year beside. */
export function Compared({ figure, choices, standing, onChoose, onPlace, hrefOf }: ComparedProps) {
  const { t } = useWords()
  const asked = useIndicator({ id: figure.id, ...standing.at })
  const choice = (
    <select
      className="compared-choice"
      aria-label={t({ zh: '画哪个指标', en: 'Which indicator is drawn' })}
      value={figure.id}
      onChange={(event) => onChoose(event.target.value)}
    >
      {choices.map((each) => (
        <option key={each.id} value={each.id}>
          {t(each.name)}
        </option>
      ))}
    </select>
  )
  const hasMap = asked.data?.townships.some((each) => each.unknown !== 'notAtThisLevel') ?? false
  const isWide = (asked.data?.townships.length ?? 0) > mostBeside
  return (
    <div className={hasMap && !isWide ? 'compared with-map' : 'compared'}>
      {hasMap && asked.data && (
        <Section title={{ zh: `${figure.name.zh} · 乡镇示意图`, en: `${figure.name.en}: townships` }}>
          <TownshipMap opened={asked.data} hrefOf={hrefOf} isWide={isWide} />
        </Section>
      )}
      <Section title={{ zh: '下级对比', en: 'Members' }} tools={choice}>
        <Answered asked={asked} rows={4}>
          {(opened) => <MemberBars opened={opened} onPlace={onPlace} />}
        </Answered>
      </Section>
    </div>
  )
}

type MemberBarsProps = { readonly opened: Opened; readonly onPlace: (placeId: number) => void }

/** The members as bars, the best first; a diamond says where each stood a year before. */
function MemberBars({ opened, onPlace }: MemberBarsProps) {
  const { t, language } = useWords()
  const { figure } = opened
  const members = useMemo(() => best(opened), [opened])
  const drawing = useMemo<Drawing>(
    () => ({
      kind: 'bars',
      target: figure.target?.value ?? null,
      write: (value) => valueIn(figure.unit, value, language),
      tick: (value) => tickIn(figure.unit, value, language),
      most: isShare(figure, members) ? 100 : undefined,
      words: wordsIn(language),
      bars: members.map((member) => ({
        name: t(placeIn(member.place)),
        value: member.value.value,
        previous: member.previous.value,
        light: member.light,
      })),
    }),
    [figure, members, language, t],
  )
  const rest = membersOf(opened).length - members.length
  return (
    <>
      <Chart
        label={{
          zh: `${figure.name.zh}:各下级的数值,数字见下表`,
          en: `${figure.name.en} of every member; the numbers stand in the table`,
        }}
        drawing={drawing}
        height={members.length * barHeight + 48}
        onPick={(index) => {
          const member = members[index]
          if (member) onPlace(member.place.placeId)
        }}
      />
      <p className="hint">
        {t({ zh: '下面的细条为去年同期', en: 'The thin bar below is the year before' })}
        {rest > 0 && t({ zh: `,另有 ${rest} 个见下表`, en: `; ${rest} more in the table` })}
      </p>
    </>
  )
}

function best(opened: Opened) {
  const sign = opened.figure.better === 'lower' ? -1 : 1
  return membersOf(opened)
    .filter((each) => each.value.value !== null)
    .toSorted((a, b) => sign * ((b.value.value ?? 0) - (a.value.value ?? 0)))
    .slice(0, mostBars)
}

/** A part of a whole, whose axis ends where the whole does; a growth has no such end. */
function isShare({ unit, kind, target }: Figure, members: Opened['under']): boolean {
  const all = [target?.value ?? 0, ...members.flatMap((each) => [each.value.value ?? 0, each.previous.value ?? 0])]
  return unit === 'percent' && kind !== 'growth' && Math.max(...all) <= 100 && Math.max(...all) > 60
}
