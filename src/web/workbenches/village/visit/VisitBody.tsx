import { chargeKind, type VisitDetail, type Vital, vital, vitalSpec } from '#record/visit/contract.ts'
import { shownUnit, unitInWords } from '#web/record/units.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { Money } from '#web/ui/Money.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'

const byCode = new Map<string, Vital>(vital.codes.map((code) => [vitalSpec[code].code, code]))

/** What a visit holds, each thing where there is one. */
export function VisitBody({ visit }: { visit: VisitDetail }) {
  const { t } = useWords()
  const total = visit.charges.reduce((sum, each) => sum + each.amount, 0)
  const fund = visit.charges.reduce((sum, each) => sum + (each.fundPay ?? 0), 0)
  return (
    <>
      <Part title={{ zh: '情况', en: 'What was found' }}>
        <Facts
          facts={[
            { name: { zh: '主诉', en: 'Complaint' }, value: visit.complaint },
            { name: { zh: '诊断', en: 'Diagnoses' }, value: visit.diagnoses.map((each) => each.name).join('、') },
            ...(visit.advice ? [{ name: { zh: '建议', en: 'Advice' }, value: visit.advice }] : []),
            ...(visit.note ? [{ name: { zh: '备注', en: 'Note' }, value: visit.note }] : []),
            ...(visit.lateReason ? [{ name: { zh: '补录原因', en: 'Recorded late' }, value: visit.lateReason }] : []),
          ]}
        />
        <Readings visit={visit} />
      </Part>
      {visit.reports.length > 0 && (
        <Part title={{ zh: '检查报告', en: 'Reports' }}>
          <Facts
            facts={visit.reports.map((each) => ({
              key: `${each.name} ${each.at}`,
              name: each.name,
              value: each.conclusion,
            }))}
          />
        </Part>
      )}
      {visit.prescriptions.length > 0 && (
        <Part title={{ zh: '处方', en: 'Prescription' }}>
          <ul className="plain-list">
            {visit.prescriptions.map((each) => (
              <li key={`${each.code} ${each.name}`}>
                {each.name}{' '}
                <span className="hint">
                  {[
                    each.dose,
                    each.frequency,
                    each.route,
                    each.days && t({ zh: `${each.days} 天`, en: `${each.days} days` }),
                  ]
                    .filter(Boolean)
                    .join(' ')}
                </span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {visit.charges.length > 0 && (
        <Part title={{ zh: '费用', en: 'Charges' }}>
          <Facts
            facts={[
              ...visit.charges.map((each, index) => ({
                key: `${each.kind} ${index}`,
                name: chargeKind.labels[each.kind as keyof typeof chargeKind.labels] ?? each.name,
                value: <Money fen={each.amount} />,
              })),
              {
                name: { zh: '合计', en: 'Total' },
                value: (
                  <b>
                    <Money fen={total} />
                  </b>
                ),
              },
              { name: { zh: '基金支付', en: 'By the fund' }, value: <Money fen={fund} /> },
            ]}
          />
        </Part>
      )}
    </>
  )
}

function Readings({ visit }: { visit: VisitDetail }) {
  const { t, language } = useWords()
  const shown = visit.observations.filter((each) => each.partOf === null)
  if (shown.length === 0) return null
  return (
    <ul className="plain-list readings">
      {shown.map((each) => {
        const known = byCode.get(each.code)
        const unit = known ? unitInWords(known, language) : shownUnit(each.unit, language)
        return (
          <li key={each.observationId}>
            <span>{known ? t(vital.labels[known]) : each.name}</span>{' '}
            <span>
              <b>{each.value ?? each.text}</b> <span className="hint">{unit}</span>
              {each.confirmed && <span className="hint"> {t({ zh: '已核对', en: 'confirmed' })}</span>}
            </span>
            {each.abnormal && (
              <Tag tone="cinnabar">
                {each.abnormal.startsWith('L') ? t({ zh: '偏低', en: 'low' }) : t({ zh: '偏高', en: 'high' })}
              </Tag>
            )}
          </li>
        )
      })}
    </ul>
  )
}
