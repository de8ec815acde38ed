import { useState } from 'react'
import { Link } from 'wouter'
import { referralContract } from '#care/referral/contract.ts'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Answered } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import { useChoiceInAddress, useInAddress } from '#web/workbenches/specialist/address.ts'
import { AskColumn } from '#web/workbenches/specialist/refer/AskColumn.tsx'
import { Consent } from '#web/workbenches/specialist/refer/Consent.tsx'
import type { As, Draft, Form } from '#web/workbenches/specialist/refer/draft.ts'
import { FreeColumn } from '#web/workbenches/specialist/refer/FreeColumn.tsx'
import { KnownColumn } from '#web/workbenches/specialist/refer/KnownColumn.tsx'
import { OutsideColumn } from '#web/workbenches/specialist/refer/OutsideColumn.tsx'
import { ReferFoot } from '#web/workbenches/specialist/refer/ReferFoot.tsx'
import '#web/workbenches/specialist/refer/refer.css'

const ways: readonly [As, ...As[]] = ['here', 'outside', 'ask']
const names = {
  here: { zh: '县内转诊', en: 'Refer in the county' },
  outside: { zh: '转县外', en: 'Out of the county' },
  ask: { zh: '先咨询专科', en: 'Ask a specialist first' },
} as const

/** Left what is known, right what is free. */
export function ReferScreen({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const { role } = useMe()
  const [as, choose] = useChoiceInAddress<As>('as', ways)
  const open = role === 'specialist' ? ways.slice(0, 2) : ways
  const { draft, change, insteadOf } = useDraft()
  const asked = useAsk(
    referralContract.openReferForm,
    { residentId, severity: draft.severity, ...(draft.diagnosis ? { diagnosis: draft.diagnosis.code } : {}) },
    { live: ['capacity', 'referral'], keepPrevious: true },
  )
  return (
    <DeskPage
      title={{ zh: '转诊', en: 'Refer' }}
      hint={<Link href={`/residents/${residentId}`}>{t({ zh: '回到健康档案', en: 'Back to the record' })}</Link>}
    >
      <Answered asked={asked} rows={8} what={{ zh: '转诊单', en: 'the form' }}>
        {(form) => (
          <>
            <Head form={form} />
            {/* biome-ignore lint/a11y/useSemanticElements: as the counters of the queues */}
            <div className="refer-ways" role="group" aria-label={t({ zh: '转到哪里', en: 'Where to' })}>
              {open.map((way) => (
                <button key={way} type="button" aria-pressed={way === as} onClick={() => choose(way)}>
                  {t(names[way])}
                </button>
              ))}
            </div>
            <div className="refer-columns">
              <KnownColumn form={form} draft={draft} change={change} as={as} />
              <div className="refer-side">
                {as === 'here' && (
                  <FreeColumn form={form} draft={draft} change={change} isRefreshing={asked.isPrevious} />
                )}
                {as === 'outside' && <OutsideColumn draft={draft} change={change} />}
                {as === 'ask' && <AskColumn form={form} draft={draft} change={change} />}
                {as !== 'ask' && <Consent form={form} draft={draft} change={change} />}
              </div>
            </div>
            <ReferFoot
              form={form}
              draft={draft}
              change={change}
              as={as}
              residentId={residentId}
              insteadOf={insteadOf}
            />
          </>
        )}
      </Answered>
    </DeskPage>
  )
}

function Head({ form }: { form: Form }) {
  return (
    <div className="record-head">
      <PersonBanner person={form.person} />
    </div>
  )
}

/** Diagnosis and question may come along in the address, from a card or an answer. */
function useDraft() {
  const [code] = useInAddress('code')
  const [name] = useInAddress('name')
  const [adviceId] = useInAddress('advice')
  const [insteadOf] = useInAddress('instead')
  const [draft, setDraft] = useState<Draft>({
    diagnosis: code && name ? { code, name } : undefined,
    severity: 'moderate',
    urgency: 'routine',
    criterion: undefined,
    reason: '',
    left: [],
    added: '',
    consent: { by: 'patient', name: '' },
    wish: undefined,
    place: '',
    adviceId,
    question: '',
    askDepartmentId: '',
  })
  return { draft, change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })), insteadOf }
}
