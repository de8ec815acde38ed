import type { auditTrailContract } from '#governance/auditTrail/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { glassFinding, glassMeasure } from '#registry/access/labels.ts'
import { role } from '#registry/access/roles.ts'
import { FollowUpGlass } from '#web/duty/FollowUpGlass.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { LoopLine, type LoopStep } from '#web/ui/LoopLine.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/duty/DutyPane.css'

export type Glass = Output<typeof auditTrailContract.listBreakGlasses>['items'][number]

/** One break-glass from its reason to what followed, with whose turn it is. */
export function GlassPane({ glass }: { glass: Glass }) {
  const { t } = useWords()
  const { turn, review, followUp, until } = glass
  // Without need it closed when the review said so.
  const closedAt = review?.finding === 'unjustified' && review.at < until ? review.at : until
  return (
    <div className="duty-pane">
      <div>
        <h2>{t({ zh: `${glass.who} 的紧急调阅`, en: `Break-glass by ${glass.who}` })}</h2>
        <p className="hint">{glass.facility}</p>
      </div>
      <LoopLine
        compact
        loop={{ zh: '紧急调阅', en: 'Break-glass' }}
        steps={stepsOf(glass)}
        due={turn && { at: turn.dueAt }}
        turn={
          turn && {
            zh: `轮到 ${turn.facility} ${role.labels[turn.role].zh}`,
            en: `Turn of the ${role.labels[turn.role].en.toLowerCase()}, ${turn.facility}`,
          }
        }
      />
      <Facts
        facts={[
          { name: { zh: '理由', en: 'Reason' }, value: <b>{glass.reason}</b> },
          { name: { zh: '看了谁', en: 'Whose record' }, value: glass.whom && t(glass.whom) },
          { name: { zh: '打开', en: 'Opened' }, value: <Moment at={glass.at} /> },
          { name: { zh: '关闭', en: 'Closed' }, value: <Moment at={closedAt} /> },
        ]}
      />
      {review && (
        <Section form="plain" title={{ zh: '复核结论', en: 'Review' }}>
          <p>
            <Tag tone={review.finding === 'justified' ? 'pine' : 'cinnabar'}>
              {t(glassFinding.labels[review.finding])}
            </Tag>{' '}
            <span className="hint">
              {review.by} <Moment at={review.at} />
            </span>
          </p>
          {review.note && <p>{review.note}</p>}
        </Section>
      )}
      {followUp && (
        <Section form="plain" title={{ zh: '追究', en: 'Follow-up' }}>
          <p>
            <Tag tone="pine">{t(glassMeasure.labels[followUp.measure])}</Tag>{' '}
            <span className="hint">
              {followUp.by} <Moment at={followUp.at} />
            </span>
          </p>
          <p>{followUp.note}</p>
        </Section>
      )}
      {glass.state === 'toFollowUp' && <FollowUpGlass breakGlassId={glass.breakGlassId} />}
    </div>
  )
}

function stepsOf({ at, state, review, followUp }: Glass): LoopStep[] {
  const wasRight = review?.finding === 'justified'
  return [
    { name: { zh: '调阅', en: 'Opened' }, state: 'done', at },
    { name: { zh: '复核', en: 'Review' }, state: state === 'toReview' ? 'present' : 'done', at: review?.at },
    wasRight
      ? { name: { zh: '追究', en: 'Follow-up' }, state: 'skipped', note: { zh: '不需要', en: 'not needed' } }
      : {
          name: { zh: '追究', en: 'Follow-up' },
          state: followUp ? 'done' : state === 'toFollowUp' ? 'present' : 'coming',
          at: followUp?.at,
        },
  ]
}
