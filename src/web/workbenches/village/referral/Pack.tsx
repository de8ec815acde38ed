import { change, type DischargePack, packParts } from '#care/referral/contract.ts'
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
          { name: packParts.diagnosis, value: t({ zh: pack.diagnosis }) },
          { name: packParts.plan, value: t({ zh: pack.plan }) },
          { name: packParts.followUp, value: t({ zh: pack.followUp }) },
          ...(pack.rehabilitation ? [{ name: packParts.rehabilitation, value: t({ zh: pack.rehabilitation }) }] : []),
          { name: packParts.treatment, value: t({ zh: pack.treatment }) },
          { name: packParts.findings, value: t({ zh: pack.findings }) },
        ]}
      />
      <h3>{t(packParts.medications)}</h3>
      {pack.medications.length === 0 ? (
        <p className="hint">{t({ zh: '不带药', en: 'No medicines' })}</p>
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
