import type { ReactNode } from 'react'
import { paperContract } from '#care/paper/contract.ts'
import { change, outcome, type PackPart, packParts, type ReferralCard, status } from '#care/referral/contract.ts'
import { typeset } from '#kernel/typeset.ts'
import type { Words } from '#kernel/words.ts'
import type { RoleName } from '#registry/access/roles.ts'
import { PrintLink } from '#web/paper/PrintLink.tsx'
import { partInWords } from '#web/referral/refer/draft.ts'
import { happenedInWords, noteInWords } from '#web/referral/sayings.ts'
import { Call } from '#web/residents/Call.tsx'
import { now } from '#web/ui/clock.ts'
import { type Fact, Facts } from '#web/ui/Facts.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'

function Part({ title, children, tools }: { title: Text; children: ReactNode; tools?: ReactNode }) {
  const { t } = useWords()
  return (
    <section className="referral-part" aria-label={t(title)}>
      <h2>
        {t(title)}
        {tools}
      </h2>
      {children}
    </section>
  )
}

/** Why, in what state, and by which criterion the patient is sent. */
export function Situation({ card }: { card: ReferralCard }) {
  const facts: Fact[] = [
    {
      name: { zh: '诊断', en: 'Diagnosis' },
      value: (
        <>
          {card.diagnosis.name} <span className="hint">{card.diagnosis.code}</span>
        </>
      ),
    },
    { name: { zh: '为什么', en: 'Why' }, value: typeset(card.reason) },
  ]
  if (card.criterion) facts.push({ name: { zh: '指征', en: 'Criterion' }, value: <Criterion id={card.criterion} /> })
  const told = card.summary.map(({ title, text }, index) => ({
    key: `${index}`,
    name: partInWords(title),
    value: typeset(text),
  }))
  const treated = card.treatment ? [{ name: { zh: '诊治', en: 'Treatment' }, value: typeset(card.treatment) }] : []
  return (
    <Part title={{ zh: '现在的情况', en: 'The situation' }}>
      <Facts facts={[...facts, ...told, ...treated]} />
    </Part>
  )
}

const diseases: Readonly<Record<string, Words>> = {
  hypertension: { zh: '高血压', en: 'Hypertension' },
  diabetes: { zh: '糖尿病', en: 'Diabetes' },
  copd: { zh: '慢阻肺', en: 'COPD' },
  cardioCerebrovascular: { zh: '心脑血管', en: 'Heart and brain' },
  general: { zh: '通用', en: 'General' },
}

/** The card knows only which criterion; its words stay with the rules, so the disease and direction are said. */
function Criterion({ id }: { id: string }) {
  const { t } = useWords()
  const [disease = '', towards] = id.split('.')
  const about = diseases[disease] ?? { zh: '', en: 'A' }
  const way =
    towards === 'down'
      ? { zh: '下转指征', en: 'criterion for returning' }
      : { zh: '上转指征', en: 'criterion for referring' }
  return <>{t({ zh: `符合${about.zh}${way.zh}`, en: `${about.en} ${way.en}` })}</>
}

export function Answers({ card }: { card: ReferralCard }) {
  const { t } = useWords()
  if (card.questions.length === 0) return null
  return (
    <Part title={{ zh: '问与答', en: 'Questions and answers' }}>
      <ol className="referral-answers">
        {card.questions.map((each) => (
          <li key={each.at}>
            <p>
              <b>{t({ zh: '问', en: 'Asked' })}</b> {typeset(each.asked)}{' '}
              <span className="hint">
                <Moment at={each.at} />
              </span>
            </p>
            <p className={each.answer ? undefined : 'waiting'}>
              <b>{t({ zh: '答', en: 'Answer' })}</b>{' '}
              {each.answer ? typeset(each.answer) : t({ zh: '还没有答复', en: 'not answered yet' })}
            </p>
          </li>
        ))}
      </ol>
    </Part>
  )
}

export function Pack({ card }: { card: ReferralCard }) {
  const { t } = useWords()
  const { pack } = card
  if (!pack && !card.outcome) return null
  const facts = pack
    ? (Object.keys(packParts) as PackPart[])
        .filter((name) => name === 'medications' || pack[name] !== '')
        .map((name) => ({
          name: packParts[name],
          value: name === 'medications' ? <Medicines pack={pack} /> : pack[name],
        }))
    : []
  return (
    <Part
      title={{ zh: '出院信息包', en: 'Discharge pack' }}
      tools={pack && <PrintLink paper={paperContract.openDischargePaper} input={{ referralId: card.referralId }} />}
    >
      <Facts facts={facts} />
      {card.outcome && (
        <p className="referral-outcome">
          <Tag tone="pine">{t({ zh: '14 天结果', en: '14-day outcome' })}</Tag>{' '}
          <b>{t(outcome.labels[card.outcome.outcome])}</b> {card.outcome.note}
        </p>
      )}
    </Part>
  )
}

function Medicines({ pack }: { pack: NonNullable<ReferralCard['pack']> }) {
  const { t } = useWords()
  if (pack.medications.length === 0) return <>{t({ zh: '不带药', en: 'No medicines' })}</>
  return (
    <ul className="referral-medicines">
      {pack.medications.map((each) => (
        <li key={`${each.name} ${each.dose}`}>
          {each.name} {each.dose}{' '}
          <Tag tone={each.change === 'stopped' ? 'cinnabar' : each.change === 'continue' ? 'plain' : 'pulse'}>
            {t(change.labels[each.change])}
          </Tag>
        </li>
      ))}
    </ul>
  )
}

export function Contacts({ card }: { card: ReferralCard }) {
  const { t } = useWords()
  const { role } = useMe()
  const all = [...card.contacts.from, ...card.contacts.to]
  return (
    <Part
      title={{ zh: '联系人', en: 'Contacts' }}
      tools={
        mayCall.has(role) && (
          <Call key={card.residentId} residentId={card.residentId} name={card.person.name} tone="text" />
        )
      }
    >
      <ul className="referral-contacts">
        {all.map((each) => (
          <li key={`${each.facility} ${each.name} ${each.phone} ${each.department}`}>
            <span>
              {each.facility} {each.department} {each.name}
            </span>
            <a href={`tel:${each.phone}`}>
              <span className="said">{t({ zh: `呼叫 ${each.name}`, en: `Call ${each.name}` })}</span>
              <Icon name="phone" size={14} /> {each.phone}
            </a>
          </li>
        ))}
        {all.length === 0 && (
          <li className="hint">{t({ zh: '双方都还没有指定联系人', en: 'No contacts named yet' })}</li>
        )}
      </ul>
    </Part>
  )
}

/** Who may see a patient's number; a manager calls the doctors instead. */
const mayCall = new Set<RoleName>(['villageDoctor', 'familyDoctor', 'specialist', 'publicHealthWorker', 'referralDesk'])

export function History({ card }: { card: ReferralCard }) {
  const { t, language } = useWords()
  return (
    <Part title={{ zh: '经过', en: 'History' }}>
      <ol className="referral-history">
        {[...card.history].reverse().map((line, index) => {
          const note = noteInWords(line, { language, now: now() })
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines are only added, at the top
            <li key={card.history.length - index}>
              <Moment at={line.at} form="short" />
              <div>
                <b>{t(happenedInWords(line.action))}</b>{' '}
                <span className="muted">
                  {[line.facility, line.by].filter(Boolean).join(' ') || t(status.labels[line.status])}
                </span>
                {note && <p>{note}</p>}
              </div>
            </li>
          )
        })}
      </ol>
    </Part>
  )
}
