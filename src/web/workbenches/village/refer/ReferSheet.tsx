import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import type { AdviceCard } from '#care/advice/contract.ts'
import { referralContract, urgency } from '#care/referral/contract.ts'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import {
  consentNameOf,
  type Draft,
  type Form,
  missingIn,
  partsOf,
  severities,
  urgencyOf,
} from '#web/referral/refer/draft.ts'
import { useDiagnosisNames } from '#web/referral/refer/names.ts'
import { toSubmit } from '#web/referral/refer/sending.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { networkIsDown } from '#web/wire/network.ts'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Lines } from '#web/workbenches/village/parts/Lines.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { Criteria } from '#web/workbenches/village/refer/Criteria.tsx'
import { Departments } from '#web/workbenches/village/refer/Departments.tsx'
import { Diagnosis } from '#web/workbenches/village/refer/Diagnosis.tsx'
import { NoUnit } from '#web/workbenches/village/refer/NoUnit.tsx'
import { PlaceAdvice } from '#web/workbenches/village/refer/PlaceAdvice.tsx'
import { Summary } from '#web/workbenches/village/refer/Summary.tsx'
import { WishLine } from '#web/workbenches/village/refer/WishLine.tsx'
import '#web/workbenches/village/refer/refer.css'

export type ReferSheetProps = {
  readonly residentId: string
  readonly start: Draft
  readonly advice: AdviceCard | undefined
  readonly insteadOf: string | undefined
}

/** Refers one person up: what is known, where the case belongs, what is really free, and the person's consent. */
export function ReferSheet({ residentId, start, advice, insteadOf }: ReferSheetProps) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [draft, setDraft] = useState(start)
  const [isTried, tried] = useState(false)
  const { diagnosis, severity } = draft
  const asked = useAsk(
    referralContract.openReferForm,
    { residentId, ...(diagnosis ? { diagnosis: diagnosis.code, severity } : {}) },
    { keepPrevious: true, live: ['capacity'], freshSeconds: 5 },
  )
  const command = useCommand(referralContract.submitReferral, {
    changes: ['referral', 'advice', 'duty', 'capacity', `resident:${residentId}`],
    onDone: (sent) =>
      // Without a network it only waits to be sent: there is no referral to look at yet.
      networkIsDown()
        ? go('/waiting', { replace: true })
        : go(`/referrals/${sent.referralId}`, { replace: true, state: { isSent: true } }),
  })

  function set(part: Partial<Draft>) {
    setDraft({ ...draft, ...part })
  }

  function submit(form: Form) {
    tried(true)
    const sent = toSubmit({ residentId, draft, form }, insteadOf)
    if (sent && missingIn(draft, form).length === 0) void command.send(sent)
  }

  const form = asked.data
  return (
    <PhonePage
      title={{ zh: '转诊', en: 'Refer' }}
      back={advice ? `/advice/${advice.adviceId}` : `/residents/${residentId}`}
      foot={
        form && (
          <div className="stacked-foot">
            <WishLine draft={draft} form={form} isTried={isTried} />
            <Button tone="primary" wide isRunning={command.isSending} onClick={() => submit(form)}>
              {t({ zh: '提交转诊', en: 'Submit the referral' })}
            </Button>
          </div>
        )
      }
    >
      <Answered asked={asked} what={{ zh: '转诊单', en: 'the form' }} rows={8}>
        {(shown) => <Sheet residentId={residentId} form={shown} draft={draft} set={set} />}
      </Answered>
      {form && (
        <div className="note-box">
          <Refused problem={command.problem} form={form} draft={draft} set={set} />
        </div>
      )}
    </PhonePage>
  )
}

type SheetProps = {
  readonly residentId: string
  readonly form: Form
  readonly draft: Draft
  readonly set: (part: Partial<Draft>) => void
}

function Sheet({ residentId, form, draft, set }: SheetProps) {
  const { t } = useWords()
  const nameOf = useDiagnosisNames(residentId, draft.diagnosis)
  const chosen = urgencyOf(draft, form.criteria)
  return (
    <>
      <PersonBanner person={form.person} />
      <Part title={{ zh: '诊断与严重程度', en: 'Diagnosis and severity' }}>
        <Diagnosis
          diagnosis={draft.diagnosis}
          onChange={(diagnosis) => set({ diagnosis, criterion: undefined, wish: undefined })}
        />
        <Choice
          label={{ zh: '严重程度', en: 'Severity' }}
          options={severities}
          value={draft.severity}
          onChoose={(severity) => set({ severity })}
        />
        {form.place && <PlaceAdvice place={form.place} />}
      </Part>
      <Part title={{ zh: '为什么转', en: 'Why' }}>
        <Criteria
          nameOf={nameOf}
          criteria={form.criteria}
          chosen={draft.criterion}
          onChoose={(criterion) => set({ criterion, urgency: undefined })}
        />
        <Lines
          label={draft.criterion ? { zh: '补充说明(可不填)', en: 'More (optional)' } : { zh: '转诊理由', en: 'Reason' }}
          value={draft.reason}
          placeholder={{
            zh: '例如:反复胸痛 3 天,含服硝酸甘油可缓解',
            en: 'e.g. chest pain for 3 days, eased by nitroglycerin',
          }}
          onChange={(reason) => set({ reason })}
        />
        <Choice
          label={{ zh: '紧急程度', en: 'Urgency' }}
          options={urgency.codes.map((key) => ({ key, name: urgency.labels[key] }))}
          value={chosen}
          onChoose={(key) => set({ urgency: key })}
        />
      </Part>
      <Part
        title={{ zh: '去哪个科,占哪个号', en: 'Which department, which unit' }}
        note={t({ zh: '实时空位', en: 'live' })}
      >
        <Departments
          departments={form.departments}
          kind={form.place?.kind}
          urgency={chosen}
          wish={draft.wish}
          onWish={(wish) => set({ wish })}
        />
      </Part>
      <Part
        title={{ zh: '带去的资料', en: 'What travels along' }}
        note={t({ zh: '可改可删', en: 'change or leave out' })}
      >
        <Summary parts={partsOf(draft, form)} onChange={(summary) => set({ summary })} />
      </Part>
      <Part title={{ zh: '知情同意', en: 'Consent' }}>
        <Choice
          label={{ zh: '谁同意转诊和调阅资料', en: 'Who agrees to the referral and to sharing the record' }}
          options={[
            { key: 'patient', name: { zh: '本人', en: 'The patient' } },
            { key: 'guardian', name: { zh: '监护人', en: 'A guardian' } },
          ]}
          value={draft.consentBy}
          onChoose={(consentBy) => set({ consentBy, consentName: undefined })}
        />
        <Field
          label={
            draft.consentBy === 'patient'
              ? { zh: '本人姓名', en: "The patient's name" }
              : { zh: '监护人姓名', en: "The guardian's name" }
          }
          value={consentNameOf(draft, form.person.name)}
          onChange={(event) => set({ consentName: event.target.value })}
        />
      </Part>
    </>
  )
}

type RefusedProps = Omit<SheetProps, 'residentId'> & {
  readonly problem: ReturnType<typeof useCommand<typeof referralContract.submitReferral>>['problem']
}

function Refused({ problem, form, draft, set }: RefusedProps) {
  const { t } = useWords()
  if (problem?.kind !== 'refused') return <ProblemNote problem={problem} />
  switch (problem.refusal) {
    case 'full':
    case 'onlyReservedLeft':
    case 'past':
    case 'cancelled':
      return (
        <NoUnit
          message={problem.message}
          alternatives={problem.data.alternatives}
          departmentId={draft.wish?.departmentId ?? ''}
          wish={draft.wish}
          onWish={(wish) => set({ wish })}
        />
      )
    case 'alreadyWaiting': {
      const department = form.departments.find((each) => each.departmentId === draft.wish?.departmentId)?.name
      const open = form.open.find((each) => each.department === department) ?? form.open[0]
      return (
        <>
          <ProblemNote problem={problem} />
          {open && (
            <Link href={`/referrals/${open.referralId}`}>{t({ zh: '看那张转诊单', en: 'Open that referral' })}</Link>
          )}
        </>
      )
    }
    default:
      return <ProblemNote problem={problem} />
  }
}
