import { type Opened, placeKind } from '#governance/indicators/contract.ts'
import { addDays } from '#kernel/calendar.ts'
import { statusIn } from '#web/indicators/definition/status.ts'
import { groupIn } from '#web/indicators/words.ts'
import { sourceInWords } from '#web/rules/sources.ts'
import { type Fact, Facts } from '#web/ui/Facts.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'

const grains = {
  year: { zh: '年', en: 'year' },
  quarter: { zh: '季', en: 'quarter' },
  month: { zh: '月', en: 'month' },
} as const
const directions = {
  higher: { zh: '越高越好', en: 'higher is better' },
  lower: { zh: '越低越好', en: 'lower is better' },
  neither: { zh: '不分好坏', en: 'neither way is better' },
} as const

/** What it means: in words, with its window, its edition, where it comes from and whether anybody has verified that. */
export function Meaning({ opened: { definition, period } }: { opened: Opened }) {
  const { t } = useWords()
  const { source, editions, national, levels } = definition
  const list = (all: readonly Text[]) => all.map((each) => t(each)).join(t({ zh: '、', en: ', ' }))
  const inForce = editions.find((each) => each.isInForce)
  const status = statusIn[source.status]
  const facts: (Fact | false)[] = [
    {
      name: { zh: '维度', en: 'Dimension' },
      value: `${t(groupIn(definition.group))}${national ? t({ zh: ` · 国家监测指标 ${national}`, en: ` · national indicator ${national}` }) : ''}`,
    },
    {
      name: { zh: '统计窗口', en: 'Window' },
      value: (
        <>
          <Day on={period.from} /> – <Day on={addDays(period.until, -1)} /> · {t({ zh: '可按', en: 'by ' })}
          {list(definition.grains.map((each) => grains[each]))}
        </>
      ),
    },
    inForce !== undefined &&
      editions.length > 1 && { name: { zh: '采用的口径', en: 'Edition in force' }, value: t(inForce.name) },
    { name: { zh: '统计到', en: 'Counted at' }, value: list(levels.map((each) => placeKind.labels[each])) },
    { name: { zh: '方向', en: 'Direction' }, value: t(directions[definition.better]) },
    {
      name: { zh: '来源', en: 'Source' },
      value: (
        <>
          {t(sourceInWords(source.id))} <Tag tone={status.tone}>{t(status.name)}</Tag>
        </>
      ),
    },
  ]
  return (
    <Section title={{ zh: '含义与口径', en: 'What it means' }}>
      <p className="meaning">{t(definition.meaning)}</p>
      <Facts facts={facts.filter((each) => each !== false)} />
    </Section>
  )
}
