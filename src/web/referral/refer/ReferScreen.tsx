import { useState } from 'react'
import { Link } from 'wouter'
import { useHistoryState } from 'wouter/use-browser-location'
import { referralContract } from '#care/referral/contract.ts'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { AskColumn } from '#web/referral/refer/AskColumn.tsx'
import { Consent } from '#web/referral/refer/Consent.tsx'
import { type As, type Carried, type Draft, newDraft } from '#web/referral/refer/draft.ts'
import { FreeColumn } from '#web/referral/refer/FreeColumn.tsx'
import { KnownColumn } from '#web/referral/refer/KnownColumn.tsx'
import { OutsideColumn } from '#web/referral/refer/OutsideColumn.tsx'
import { ReferFoot } from '#web/referral/refer/ReferFoot.tsx'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Answered } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/referral/refer/refer.css'

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
  const [read, write] = useAddress()
  const as = oneOf(read('as'), ways)
  const open = role === 'specialist' ? ways.slice(0, 2) : ways
  const { draft, change, insteadOf } = useDraft()
  const asked = useAsk(
    referralContract.openReferForm,
    { residentId, ...(draft.diagnosis ? { diagnosis: draft.diagnosis.code, severity: draft.severity } : {}) },
    { live: ['capacity', 'referral'], keepPrevious: true },
  )
  return (
    <DeskPage
      title={{ zh: '转诊', en: 'Refer' }}
      hint={<Link href={`/residents/${residentId}`}>{t({ zh: '回到健康档案', en: 'Back to the record' })}</Link>}
    >
      <Answered asked={asked} rows={8} what={{ zh: '转诊单', en: 'the form' }}>
        {(form) => {
          const column = { residentId, form, draft, change }
          return (
            <>
              <div className="record-head">
                <PersonBanner person={form.person} />
              </div>
              {/* biome-ignore lint/a11y/useSemanticElements: as the counters of the queues */}
              <div className="refer-ways" role="group" aria-label={t({ zh: '转到哪里', en: 'Where to' })}>
                {open.map((way) => (
                  <button
                    key={way}
                    type="button"
                    aria-pressed={way === as}
                    onClick={() => write({ as: way === 'here' ? undefined : way })}
                  >
                    {t(names[way])}
                  </button>
                ))}
              </div>
              <div className="refer-columns">
                <KnownColumn {...column} as={as} />
                <div className="refer-side">
                  {as === 'here' && <FreeColumn {...column} isRefreshing={asked.isPrevious} />}
                  {as === 'outside' && <OutsideColumn draft={draft} change={change} />}
                  {as === 'ask' && <AskColumn {...column} />}
                  {as !== 'ask' && <Consent {...column} />}
                </div>
              </div>
              <ReferFoot {...column} as={as} insteadOf={insteadOf} />
            </>
          )
        }}
      </Answered>
    </DeskPage>
  )
}

/** Diagnosis and question may come along in the address, from a card or an answer; a follow-up hands over all it knows. */
function useDraft() {
  const [read] = useAddress()
  const taken = useHistoryState<Carried | null>()
  const [code, name, adviceId, insteadOf] = ['code', 'name', 'advice', 'instead'].map(read)
  const [draft, setDraft] = useState<Draft>({
    ...newDraft,
    ...taken,
    ...(code && name ? { diagnosis: { code, name } } : {}),
    adviceId,
  })
  return { draft, change: (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })), insteadOf }
}
