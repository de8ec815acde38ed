import { useEffect } from 'react'
import { type VisitKind, visitKind } from '#record/visit/contract.ts'
import { useRecord } from '#web/record/asking.ts'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { useVisit } from '#web/record/visit/useVisit.ts'
import { Button } from '#web/ui/Button.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { useWords } from '#web/ui/words.ts'
import { VisitPrompts } from '#web/workbenches/village/chronic/VisitPrompts.tsx'
import { Added } from '#web/workbenches/village/parts/Added.tsx'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Lines } from '#web/workbenches/village/parts/Lines.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { TermPicker } from '#web/workbenches/village/parts/TermPicker.tsx'
import { ChargeLines } from '#web/workbenches/village/visit/ChargeLines.tsx'
import { MedicineLines } from '#web/workbenches/village/visit/MedicineLines.tsx'
import { VisitSaved } from '#web/workbenches/village/visit/VisitSaved.tsx'
import { VitalFields } from '#web/workbenches/village/visit/VitalFields.tsx'

const kinds: readonly VisitKind[] = ['outpatient', 'homeVisit', 'outreachVisit', 'emergency', 'remote']

/** Writes one visit. It is sent once, however often the button is pressed or the network drops. */
export default function RecordVisit({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const record = useRecord(residentId)
  const visit = useVisit(residentId)
  const { draft, set, wrong, unusual, isSending } = visit

  // Whoever pressed the button at the foot must see what is meant.
  useEffect(() => {
    if (!isSending) document.querySelector('.phone-main [aria-invalid="true"]')?.scrollIntoView({ block: 'center' })
  }, [isSending])

  if (visit.answer) return <VisitSaved visit={visit.answer} name={record.first?.resident.name ?? ''} />
  const isAsked = unusual.length > 0
  return (
    <PhonePage
      title={{ zh: '记录就诊', en: 'Record a visit' }}
      back={`/residents/${residentId}`}
      foot={
        <div className="stacked-foot">
          <div aria-live="polite" className="foot-said">
            {isAsked && (
              <div className="ask-unusual">
                <h2>{t({ zh: '有数值少见,请再看一眼', en: 'Unusual values: please look again' })}</h2>
                <ul>
                  {unusual.map((each) => (
                    <li key={each.field}>{t(each.question)}</li>
                  ))}
                </ul>
              </div>
            )}
            {visit.isUnfit && (
              <p className="field-said wrong">
                {t({ zh: '还有标红的地方要改', en: 'Some fields marked red are to be corrected' })}
              </p>
            )}
            {!isAsked && (
              <ProblemNote problem={visit.problem} hasForm={visit.isAtFields} again={() => visit.send([])} />
            )}
          </div>
          <Button
            tone="primary"
            wide
            isRunning={isSending}
            onClick={() => visit.send(isAsked ? unusual.map((each) => each.field) : [])}
          >
            {isAsked ? t({ zh: '核对无误,保存', en: 'I checked; save' }) : t({ zh: '保存就诊', en: 'Save the visit' })}
          </Button>
        </div>
      }
    >
      {record.first && (
        <PersonBanner
          person={record.first.resident}
          allergies={record.first.allergies}
          problems={record.first.problems}
        />
      )}
      <VisitPrompts residentId={residentId} />
      <Part title={{ zh: '就诊', en: 'The visit' }}>
        <Choice
          label={{ zh: '方式', en: 'How' }}
          options={kinds.map((key) => ({ key, name: visitKind.labels[key] }))}
          value={draft.kind}
          onChoose={(kind) => set({ kind })}
        />
        <Lines
          label={{ zh: '主诉', en: 'Complaint' }}
          rows={2}
          max={500}
          value={draft.complaint}
          wrong={wrong.complaint}
          placeholder={{ zh: '例如:头晕三天', en: 'e.g. dizzy for three days' }}
          onChange={(complaint) => set({ complaint })}
        />
      </Part>
      <Part
        title={{ zh: '测量', en: 'Readings' }}
        note={t({ zh: '没测的留空', en: 'leave out what was not measured' })}
      >
        <VitalFields vitals={draft.vitals} wrong={wrong} onChange={(vitals) => set({ vitals })} />
      </Part>
      <Part
        title={{ zh: '诊断', en: 'Diagnoses' }}
        note={t({ zh: '第一个为主要诊断', en: 'the first is the principal one' })}
      >
        {draft.diagnoses.length > 0 && (
          <ul className="added-list">
            {draft.diagnoses.map((each) => (
              <Added
                key={each.code}
                name={each.name}
                onRemove={() => set({ diagnoses: draft.diagnoses.filter(({ code }) => code !== each.code) })}
              >
                <span>
                  {each.name} <span className="hint">{each.code}</span>
                </span>
              </Added>
            ))}
          </ul>
        )}
        <TermPicker
          kind="diagnosis"
          label={{ zh: '加诊断:名称、首字母或编码', en: 'Add a diagnosis: name, initials or code' }}
          onPick={({ code, name }) =>
            set({ diagnoses: [...draft.diagnoses.filter((each) => each.code !== code), { code, name }] })
          }
        />
      </Part>
      <Part title={{ zh: '处方', en: 'Prescription' }}>
        <MedicineLines medicines={draft.medicines} wrong={wrong} onChange={(medicines) => set({ medicines })} />
      </Part>
      <Part title={{ zh: '费用', en: 'Charges' }}>
        <ChargeLines charges={draft.charges} wrong={wrong} onChange={(charges) => set({ charges })} />
      </Part>
      <Part title={{ zh: '医嘱与建议', en: 'Advice' }}>
        <Lines
          label={{ zh: '告诉患者的话', en: 'What the patient is told' }}
          max={2000}
          value={draft.advice}
          onChange={(advice) => set({ advice })}
        />
      </Part>
    </PhonePage>
  )
}
