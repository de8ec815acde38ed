import { change, type DischargePack } from '#care/referral/contract.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'

/** What came home with the patient: what to do and what to watch for stand first. */
export function Pack({ pack }: { pack: DischargePack }) {
  const { t } = useWords()
  return (
    <Part title={{ zh: '出院带回', en: 'Discharge pack' }}>
      {pack.returnWhen && (
        <p>
          <Tag tone="cinnabar" icon="alert">
            {t({ zh: '出现这些马上转回', en: 'Send back at once' })}
          </Tag>{' '}
          <b>{pack.returnWhen}</b>
        </p>
      )}
      <Facts
        facts={[
          { name: { zh: '出院诊断', en: 'Diagnosis' }, value: t({ zh: pack.diagnosis }) },
          { name: { zh: '后续治疗', en: 'Plan' }, value: t({ zh: pack.plan }) },
          { name: { zh: '随访', en: 'Follow-up' }, value: t({ zh: pack.followUp }) },
          ...(pack.rehabilitation
            ? [{ name: { zh: '康复', en: 'Rehabilitation' }, value: t({ zh: pack.rehabilitation }) }]
            : []),
          { name: { zh: '做了什么', en: 'Treatment' }, value: t({ zh: pack.treatment }) },
          { name: { zh: '检查所见', en: 'Findings' }, value: t({ zh: pack.findings }) },
        ]}
      />
      <h3>{t({ zh: '带药', en: 'Medicines' })}</h3>
      {pack.medications.length === 0 ? (
        <p className="hint">{t({ zh: '没有带药', en: 'none' })}</p>
      ) : (
        <ul className="plain-list">
          {pack.medications.map((each) => (
            <li key={`${each.name} ${each.dose}`}>
              {each.name} <span className="muted">{each.dose}</span>{' '}
              <Tag tone={each.change === 'continue' ? 'plain' : each.change === 'stopped' ? 'cinnabar' : 'amber'}>
                {t(change.labels[each.change])}
              </Tag>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}
