import { Link } from 'wouter'
import { paperContract } from '#care/paper/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { chargeKind, visitContract, visitKind } from '#record/visit/contract.ts'
import { PrintLink } from '#web/paper/PrintLink.tsx'
import { shownUnit } from '#web/record/units.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Money } from '#web/ui/Money.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/record/visit/visit.css'

type Visit = Output<typeof visitContract.openVisit>

/** One visit with everything it left behind. */
export function VisitDetailScreen({ residentId, visitId }: { residentId: string; visitId: string }) {
  const { t } = useWords()
  const asked = useAsk(visitContract.openVisit, { residentId, visitId })
  return (
    <DeskPage
      title={asked.data ? visitKind.labels[asked.data.kind] : { zh: '就诊', en: 'Visit' }}
      tools={<PrintLink paper={paperContract.openVisitPaper} input={{ residentId, visitId }} />}
      hint={<Link href={`/residents/${residentId}`}>{t({ zh: '回到健康档案', en: 'Back to the record' })}</Link>}
    >
      <Answered asked={asked} rows={8} what={{ zh: '就诊', en: 'the visit' }}>
        {(visit) => <Detail visit={visit} />}
      </Answered>
    </DeskPage>
  )
}

function Detail({ visit }: { visit: Visit }) {
  return (
    <div className="visit-columns">
      <div>
        <Section title={{ zh: '就诊', en: 'Visit' }}>
          <Facts
            facts={[
              { name: { zh: '时间', en: 'When' }, value: <Moment at={visit.startedAt} /> },
              { name: { zh: '机构', en: 'Where' }, value: visit.facility },
              { name: { zh: '医生', en: 'Doctor' }, value: visit.who },
              { name: { zh: '主诉', en: 'Complaint' }, value: visit.complaint },
              { name: { zh: '医嘱', en: 'Advice' }, value: visit.advice },
              { name: { zh: '备注', en: 'Note' }, value: visit.note },
              ...(visit.lateReason ? [{ name: { zh: '补录原因', en: 'Recorded late' }, value: visit.lateReason }] : []),
            ]}
          />
        </Section>
        <Section title={{ zh: '诊断', en: 'Diagnoses' }} count={visit.diagnoses.length}>
          <ul className="visit-lines">
            {visit.diagnoses.map((each) => (
              <li key={each.code}>
                {each.name} <span className="hint">{each.code}</span> {each.principal && <Principal />}
              </li>
            ))}
          </ul>
        </Section>
        <Section title={{ zh: '测量与检验', en: 'Readings' }} count={shownReadings(visit).length}>
          <Readings visit={visit} />
        </Section>
      </div>
      <div>
        <Section title={{ zh: '处方', en: 'Prescriptions' }} count={visit.prescriptions.length}>
          <ul className="visit-lines">
            {visit.prescriptions.map((each) => (
              <li key={`${each.code}${each.name}`}>
                <b>{each.name}</b> {[each.dose, each.frequency, each.route].filter(Boolean).join(' · ')}{' '}
                <Days days={each.days} />
              </li>
            ))}
          </ul>
        </Section>
        <Section title={{ zh: '费用', en: 'Charges' }} count={visit.charges.length}>
          <Bill visit={visit} />
        </Section>
      </div>
    </div>
  )
}

function Principal() {
  const { t } = useWords()
  return <Tag tone="pulse">{t({ zh: '主要', en: 'principal' })}</Tag>
}

function Days({ days }: { days: number | null }) {
  const { t } = useWords()
  return days === null ? null : <span className="hint">{t({ zh: `${days} 天`, en: `${days} days` })}</span>
}

/** A panel is said by itself, its parts are not said again. */
function shownReadings(visit: Visit) {
  return visit.observations.filter((each) => each.partOf === null)
}

function Readings({ visit }: { visit: Visit }) {
  const { t, language } = useWords()
  return (
    <ul className="visit-lines">
      {shownReadings(visit).map((each) => (
        <li key={each.observationId}>
          {each.name} <b>{each.text ?? each.value}</b> {shownUnit(each.unit, language)}{' '}
          {each.abnormal && (
            <Tag tone="cinnabar">
              {each.abnormal.startsWith('L') ? t({ zh: '偏低', en: 'low' }) : t({ zh: '偏高', en: 'high' })}
            </Tag>
          )}
        </li>
      ))}
    </ul>
  )
}

function Bill({ visit }: { visit: Visit }) {
  const { t } = useWords()
  const total = visit.charges.reduce((sum, each) => sum + each.amount, 0)
  const own = visit.charges.reduce((sum, each) => sum + (each.selfPay ?? 0), 0)
  return (
    <ul className="visit-lines">
      {visit.charges.map((each) => (
        <li key={`${each.kind}${each.name}${each.amount}`}>
          {kindOf(each.kind, t) ?? each.name} <Money fen={each.amount} />
        </li>
      ))}
      {visit.charges.length > 0 && (
        <li>
          <b>
            {t({ zh: '合计', en: 'Total' })} <Money fen={total} />
          </b>{' '}
          <span className="hint">
            {t({ zh: '个人支付', en: 'own payment' })} <Money fen={own} />
          </span>
        </li>
      )}
    </ul>
  )
}

function kindOf(kind: string, t: ReturnType<typeof useWords>['t']): string | undefined {
  const words = chargeKind.labels[kind as keyof typeof chargeKind.labels]
  return words && t(words)
}
