import { Link } from 'wouter'
import { glassFinding } from '#registry/access/labels.ts'
import type { DutyRow } from '#registry/duty/contract.ts'
import { AdvicePane } from '#web/advice/AdvicePane.tsx'
import { ManagedPane } from '#web/chronicCare/desk/ManagedPane.tsx'
import { opensManaged } from '#web/chronicCare/reach.ts'
import { BreakGlassReview } from '#web/duty/BreakGlassReview.tsx'
import { FollowUpGlass } from '#web/duty/FollowUpGlass.tsx'
import { answersObjections, ObjectionAnswer } from '#web/duty/ObjectionAnswer.tsx'
import { type DutySaid, type Late, sayDuty, textOn } from '#web/duty/saying.ts'
import { mayOpenRecords, mayTreat } from '#web/record/reach.ts'
import { CardPane } from '#web/referral/CardPane.tsx'
import { readsReferrals } from '#web/referral/reach.ts'
import { PairPane } from '#web/residents/PairPane.tsx'
import { reviewsPairs } from '#web/residents/reach.ts'
import { FindingPane } from '#web/supervision/FindingPane.tsx'
import { readsFindings } from '#web/supervision/reach.ts'
import { Due } from '#web/ui/Due.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/duty/DutyPane.css'

/** The card behind a duty, with what can be done on it. */
export function DutyPane({ row }: { row: DutyRow }) {
  const said = sayDuty(row)
  return (
    <div className="duty-pane">
      {said.late && <LateNote row={row} said={said} late={said.late} />}
      <Behind row={row} said={said} />
    </div>
  )
}

function Behind({ row, said }: { row: DutyRow; said: DutySaid }) {
  const { role } = useMe()
  const { kind, id } = said.subject
  if (kind === 'referral' && readsReferrals(role)) return <CardPane referralId={id} />
  if (kind === 'advice' && mayTreat(role)) return <AdvicePane adviceId={id} />
  if (kind === 'breakGlass' && textOn(row, 'reviewedBy')) return <FollowUp breakGlassId={id} row={row} said={said} />
  if (kind === 'breakGlass') return <BreakGlassReview breakGlassId={id} row={row} said={said} />
  if (kind === 'objection' && answersObjections(role)) return <ObjectionAnswer objectionId={id} said={said} />
  if (kind === 'finding' && readsFindings(role)) return <FindingPane findingId={id} />
  if (kind === 'residentPair' && reviewsPairs(role)) return <PairPane pairId={id} />
  if (kind === 'managed' && opensManaged(role)) return <ManagedPane managedId={id} />
  return <Plain row={row} said={said} />
}

/** What is late, whose it is and since when, above the loop itself. */
function LateNote({ row, said, late }: { row: DutyRow; said: DutySaid; late: Late }) {
  const { t } = useWords()
  return (
    <div className="duty-late">
      <p>
        <b>{t(said.because)}</b> <Due at={late.since} form="tag" />
      </p>
      <p className="muted">
        {t({ zh: '应办时间', en: 'Was due' })} <Moment at={late.since} /> ·{' '}
        {t({ zh: '告知您的时间', en: 'you were told' })} <Moment at={row.openedAt} />
      </p>
      <p className="hint">
        {t({
          zh: '请联系经办人;事情办完,这条督办会自己消失',
          en: 'Speak to whoever has it; this closes by itself once it is done',
        })}
      </p>
    </div>
  )
}

/** What the review said, and what was done about it. */
function FollowUp({ breakGlassId, row, said }: { breakGlassId: string; row: DutyRow; said: DutySaid }) {
  const { t } = useWords()
  return (
    <>
      <h2>{t(said.does)}</h2>
      <Facts
        facts={[
          { name: { zh: '调阅人', en: 'Who' }, value: textOn(row, 'by') },
          { name: { zh: '理由', en: 'Reason' }, value: textOn(row, 'reason') },
          { name: { zh: '复核人', en: 'Reviewed by' }, value: textOn(row, 'reviewedBy') },
          { name: { zh: '结论', en: 'Finding' }, value: t(glassFinding.labels.unjustified) },
          { name: { zh: '说明', en: 'Note' }, value: textOn(row, 'note') },
        ]}
      />
      <FollowUpGlass breakGlassId={breakGlassId} />
    </>
  )
}

/** A duty whose card belongs to somebody else's desk: what is known of it. */
function Plain({ row, said }: { row: DutyRow; said: DutySaid }) {
  const { t } = useWords()
  const { role } = useMe()
  return (
    <>
      {said.person && <PersonLine size="banner" person={said.person} />}
      <Facts
        facts={[
          { name: { zh: '要做什么', en: 'What to do' }, value: t(said.does) },
          { name: { zh: '为什么', en: 'Why' }, value: t(said.why) },
          { name: { zh: '从哪里来', en: 'From' }, value: said.from },
          { name: { zh: '期限', en: 'Due' }, value: <Moment at={row.dueAt} /> },
          { name: { zh: '交给您', en: 'Yours since' }, value: <Moment at={row.openedAt} /> },
        ]}
      />
      {row.residentId && mayOpenRecords(role) && (
        <Link href={`/residents/${row.residentId}`}>{t({ zh: '打开健康档案', en: 'Open the record' })}</Link>
      )}
    </>
  )
}
