import { useMemo, useState } from 'react'
import type { Output } from '#kernel/capability.ts'
import type { Words } from '#kernel/words.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { sourceInWords } from '#web/rules/sources.ts'
import { valueInWords } from '#web/rules/valueInWords.ts'
import { useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { found } from '#web/ui/initials.ts'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag, type Tone } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/rules/rules.css'

type Rule = Output<typeof policyContract.listPolicies>['items'][number]

/** The rules of today: what they say, where they come from, whether anybody has verified them. */
export function RulesScreen() {
  const { t } = useWords()
  const [read, write] = useAddress()
  const [typed, setTyped] = useState('')
  const asked = useAsk(policyContract.listPolicies, {})
  const on = read('on')
  const rows = useMemo(
    () => (asked.data?.items ?? []).filter((rule) => found(rule.title.zh, typed) || found(rule.title.en, typed)),
    [asked.data, typed],
  )
  const chosen = asked.data?.items.find((rule) => rule.key === on)
  return (
    <DeskPage
      title={{ zh: '规则', en: 'Rules' }}
      hint={t({ zh: '今天生效的数值和它的来源', en: "Today's values and where they come from" })}
      paneLabel={{ zh: '所选规则', en: 'Selected rule' }}
      pane={chosen && <RuleOpen rule={chosen} />}
    >
      <SearchBox label={{ zh: '规则名称或拼音首字母', en: 'Name of a rule' }} onSearch={setTyped} />
      <Answered asked={asked} rows={8} isEmpty={() => false}>
        {() => (
          <div className="rules">
            <QueueTable
              label={{ zh: '规则', en: 'Rules' }}
              rows={rows}
              rowKey={(rule) => rule.key}
              columns={columns}
              selected={on}
              onSelect={(rule) => rule && write({ on: rule.key })}
              empty={<Empty icon="book" title={{ zh: '没有这样的规则', en: 'No such rule' }} />}
            />
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}

const statuses: Readonly<Record<string, { name: Words; tone: Tone }>> = {
  verified: { name: { zh: '已核实', en: 'verified' }, tone: 'pine' },
  unverified: { name: { zh: '待核实', en: 'unverified' }, tone: 'amber' },
  local: { name: { zh: '本地规定', en: 'local' }, tone: 'pulse' },
}

const levels: Readonly<Record<string, Words>> = {
  nation: { zh: '国家', en: 'nation' },
  county: { zh: '本县', en: 'county' },
  consortium: { zh: '医共体', en: 'consortium' },
  facility: { zh: '本机构', en: 'facility' },
}

const columns: readonly QueueColumn<Rule>[] = [
  { key: 'title', head: { zh: '规则', en: 'Rule' }, width: '30%', cell: (rule) => <Title rule={rule} /> },
  { key: 'value', head: { zh: '现在是', en: 'In force' }, cell: (rule) => <Value rule={rule} /> },
  { key: 'source', head: { zh: '来源', en: 'Source' }, width: '28%', cell: (rule) => <Source rule={rule} /> },
  { key: 'status', head: { zh: '状态', en: 'Status' }, width: 96, cell: (rule) => <Status rule={rule} /> },
]

function Title({ rule }: { rule: Rule }) {
  const { t } = useWords()
  return <b>{t(rule.title)}</b>
}

function Value({ rule }: { rule: Rule }) {
  const { language } = useWords()
  return <span className="value">{valueInWords({ value: rule.inForce, unit: rule.unit }, language)}</span>
}

function Source({ rule }: { rule: Rule }) {
  const { t } = useWords()
  if (!rule.source) return <span className="muted">{t({ zh: '无规定', en: 'none' })}</span>
  const level = rule.level && levels[rule.level]
  return (
    <Two
      first={t(sourceInWords(rule.source))}
      second={
        <>
          {level && t(level)} {rule.from && <Day on={rule.from} />} {t({ zh: '起', en: 'on' })}
        </>
      }
    />
  )
}

function Status({ rule }: { rule: Rule }) {
  const { t } = useWords()
  const status = rule.status && statuses[rule.status]
  return status ? <Tag tone={status.tone}>{t(status.name)}</Tag> : null
}

function RuleOpen({ rule }: { rule: Rule }) {
  const { t, language } = useWords()
  return (
    <div className="rules rule-open">
      <h2>{t(rule.title)}</h2>
      <Facts
        facts={[
          { name: { zh: '现在是', en: 'In force' }, value: <Value rule={rule} /> },
          { name: { zh: '来源', en: 'Source' }, value: <Source rule={rule} /> },
          { name: { zh: '状态', en: 'Status' }, value: <Status rule={rule} /> },
        ]}
      />
      <Section form="plain" title={{ zh: '国家数值的沿革', en: 'National values over time' }}>
        <ul className="rule-entries">
          {rule.national.map((entry) => (
            <li key={entry.from}>
              <Day on={entry.from} />
              <span className="value">{valueInWords({ value: entry.value, unit: rule.unit }, language)}</span>
              <Tag tone={statuses[entry.status]?.tone ?? 'plain'}>
                {t(statuses[entry.status]?.name ?? entry.status)}
              </Tag>
            </li>
          ))}
        </ul>
      </Section>
    </div>
  )
}
