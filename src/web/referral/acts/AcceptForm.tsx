import { useState } from 'react'
import { bookingContract, type FreeUnit } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import type { Words } from '#kernel/words.ts'
import { unitInLine, unitTime } from '#web/capacity/unit.ts'
import { ActForm } from '#web/referral/acts/ActForm.tsx'
import { type ActProps, given, onRow, useAct } from '#web/referral/useReferral.ts'
import { useStepClock } from '#web/rules/inForce.ts'
import { now } from '#web/ui/clock.ts'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import type { AnyProblem } from '#web/wire/problem.ts'

/** Accepting makes the kept unit firm. Where it ran out meanwhile another one is chosen here. */
export function AcceptForm({ card, onDone, onCancel }: ActProps) {
  const { language } = useWords()
  const within = useStepClock()
  const [note, setNote] = useState('')
  const [sessionId, setSession] = useState<string>()
  const command = useAct(referralContract.acceptReferral, 'accept', onDone)
  const lost = hasRunOut(card)
  const free = useAsk(
    bookingContract.findFree,
    { departmentId: card.to.departmentId ?? '', kind: card.holding?.kind ?? 'slot', days: 30 },
    { when: lost && card.to.departmentId !== null },
  )
  const offered = alternativesIn(command.problem) ?? (lost ? free.data?.items.slice(0, 6) : undefined)
  const chosen = offered?.find((unit) => unit.sessionId === sessionId)

  return (
    <ActForm
      title={{ zh: `接收 ${card.person.name}`, en: `Accept ${card.person.name}` }}
      act={{ zh: '接收', en: 'Accept' }}
      willHappen={consequences(card, { chosen, within: within('firstContact') })}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() =>
        command.act({
          ...onRow(card),
          ...(sessionId ? { sessionId } : {}),
          ...(given(note) ? { note: given(note) } : {}),
        })
      }
    >
      {offered && (
        <Choices
          label={{ zh: '原来保留的已到时,请另选一个', en: 'What was kept ran out; choose another' }}
          value={sessionId}
          onChoose={setSession}
          choices={offered.map((unit) => ({ value: unit.sessionId, name: unitInLine(unit, language) }))}
        />
      )}
      {(offered || command.problem) && (
        <LongText
          label={{ zh: '捎一句话(可不填)', en: 'A word for the sender (optional)' }}
          value={note}
          onText={setNote}
        />
      )}
    </ActForm>
  )
}

function hasRunOut({ holding, direction }: ActProps['card']): boolean {
  if (!holding || direction === 'down' || direction === 'outOfCounty') return false
  if (holding.status === 'held') return holding.expiresAt !== null && Date.parse(holding.expiresAt) <= now()
  return holding.status === 'expired' || holding.status === 'cancelled'
}

function alternativesIn(problem: AnyProblem | undefined): readonly FreeUnit[] | undefined {
  if (problem?.kind !== 'refused') return undefined
  const data = problem.data as { alternatives?: readonly FreeUnit[] } | undefined
  return data?.alternatives
}

function consequences(
  card: ActProps['card'],
  { chosen, within }: { chosen: FreeUnit | undefined; within: Words },
): readonly Text[] {
  const told: Text = {
    zh: `${card.from.facility} ${card.from.doctor} 立即看到“已接收”`,
    en: `${card.from.facility}, ${card.from.doctor}, sees it at once`,
  }
  if (card.direction === 'down') {
    return [
      told,
      {
        zh: `${card.person.name} 由本机构接住:${within.zh}首次上门,再登记 14 天结果`,
        en: `You make the first contact${within.en} and record the 14-day outcome`,
      },
    ]
  }
  const unit = chosen ?? card.holding
  const kept: Text | undefined = unit
    ? {
        zh: `${unit.resource} ${unitTime(unit, 'zh')} 确认给 ${card.person.name}`,
        en: `${unit.resource}, ${unitTime(unit, 'en')}, is confirmed for ${card.person.name}`,
      }
    : undefined
  if (card.waiting) return [told, inLine(card.waiting.place)]
  return kept ? [told, kept] : [told]
}

function inLine(place: number): Text {
  return { zh: `仍在候补第 ${place} 位,到号自动确认`, en: `Stays no. ${place} on the wait-list until a unit is free` }
}
