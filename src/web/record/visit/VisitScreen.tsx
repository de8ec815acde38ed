import { Link, useLocation } from 'wouter'
import { visitKind } from '#record/visit/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { Charges } from '#web/record/visit/Charges.tsx'
import { Diagnoses } from '#web/record/visit/Diagnoses.tsx'
import { Medicines } from '#web/record/visit/Medicines.tsx'
import { Readings } from '#web/record/visit/Readings.tsx'
import { Unusual } from '#web/record/visit/Unusual.tsx'
import { useVisit } from '#web/record/visit/useVisit.ts'
import { Button } from '#web/ui/Button.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { LongText, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/record/visit/visit.css'

/** What happened at this visit: written once, read by record, duties, indicators and money. */
export function VisitScreen({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const [, navigate] = useLocation()
  const asked = useAsk(residentContract.openResident, { residentId })
  const visit = useVisit(residentId, (saved) => {
    toast({
      text: { zh: `已记录${visitKind.labels[saved.kind].zh},进入健康档案`, en: 'Recorded; it stands in the record' },
    })
    navigate(`/residents/${residentId}`)
  })
  const { draft, set, wrong, problem } = visit
  return (
    <DeskPage
      title={{ zh: '记录就诊', en: 'Record a visit' }}
      hint={<Link href={`/residents/${residentId}`}>{t({ zh: '回到健康档案', en: 'Back to the record' })}</Link>}
    >
      <Answered asked={asked} what={{ zh: '居民', en: 'the resident' }}>
        {(resident) => (
          <div className="record-head">
            <PersonBanner person={resident} />
          </div>
        )}
      </Answered>
      <form
        className="visit-form"
        onSubmit={(event) => {
          event.preventDefault()
          visit.send([])
        }}
      >
        <div className="visit-columns">
          <div>
            <Section title={{ zh: '就诊', en: 'Visit' }}>
              <div className="form-fields">
                <Pick
                  label={{ zh: '类型', en: 'Kind' }}
                  value={draft.kind}
                  onPick={(kind) => set({ kind })}
                  choices={visitKind.codes.map((code) => ({ value: code, name: visitKind.labels[code] }))}
                />
                <LongText
                  label={{ zh: '主诉', en: 'Complaint' }}
                  maxLength={500}
                  wrong={wrong.complaint}
                  value={draft.complaint}
                  onText={(complaint) => set({ complaint })}
                />
              </div>
            </Section>
            <Section
              title={{ zh: '体征', en: 'Readings' }}
              note={t({ zh: '量了什么填什么', en: 'only what was taken' })}
            >
              <Readings vitals={draft.vitals} onChange={(vitals) => set({ vitals })} wrong={wrong} />
            </Section>
            <Section
              title={{ zh: '诊断', en: 'Diagnoses' }}
              note={t({ zh: '第一个是主要诊断', en: 'the first is the principal one' })}
            >
              <Diagnoses chosen={draft.diagnoses} onChange={(diagnoses) => set({ diagnoses })} />
            </Section>
          </div>
          <div>
            <Section title={{ zh: '处方', en: 'Prescriptions' }}>
              <Medicines chosen={draft.medicines} onChange={(medicines) => set({ medicines })} />
            </Section>
            <Section
              title={{ zh: '费用', en: 'Charges' }}
              note={t({ zh: '单位 元;个人支付自动算出', en: 'in yuan; own payment follows' })}
            >
              <Charges chosen={draft.charges} onChange={(charges) => set({ charges })} wrong={wrong} />
            </Section>
            <Section title={{ zh: '医嘱', en: 'Advice' }}>
              <div className="form-fields">
                <LongText
                  label={{ zh: '给患者的话', en: 'For the patient' }}
                  maxLength={2000}
                  value={draft.advice}
                  onText={(advice) => set({ advice })}
                />
                <LongText
                  label={{ zh: '病历备注', en: 'Note' }}
                  maxLength={4000}
                  value={draft.note}
                  onText={(note) => set({ note })}
                />
              </div>
            </Section>
          </div>
        </div>
        <div className="visit-foot">
          {visit.unusual.length > 0 ? (
            <Unusual fields={visit.unusual} isSending={visit.isSending} onConfirm={visit.send} />
          ) : (
            <ProblemNote problem={problem} hasForm={visit.isAtFields} />
          )}
          {visit.isUnfit && (
            <p className="field-said wrong" role="alert">
              {t({ zh: '还有标红的地方要改', en: 'Some fields marked red are to be corrected' })}
            </p>
          )}
          <div className="acts">
            <Button tone="primary" submits isRunning={visit.isSending}>
              {t({ zh: '保存就诊', en: 'Save the visit' })}
            </Button>
            <span className="hint">
              {t({ zh: '保存后各机构有依据的医生都能看到', en: 'Every doctor with a basis then sees it' })}
            </span>
          </div>
        </div>
      </form>
    </DeskPage>
  )
}
