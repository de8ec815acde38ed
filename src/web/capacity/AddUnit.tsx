import { type FormEvent, useState } from 'react'
import { bookingContract } from '#care/booking/contract.ts'
import { type InboxRow, referralContract } from '#care/referral/contract.ts'
import type { SessionOpen } from '#web/capacity/grouping.ts'
import { readsReferrals } from '#web/referral/reach.ts'
import { Button } from '#web/ui/Button.tsx'
import { Choices, Line } from '#web/ui/desk/fields.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Answered } from '#web/ui/states.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'

/** One more unit than planned, for one person who was referred here and has none. */
export function AddUnit({ session, onClose }: { session: SessionOpen; onClose: () => void }) {
  const { t } = useWords()
  const { role } = useMe()
  if (!readsReferrals(role)) {
    return (
      <p className="note">
        <Icon name="info" />
        {t({
          zh: '加号要指明给哪位患者,由能看转诊单的医院管理员办理;您可以改模板或增发时段。',
          en: 'A unit is added for one patient, by a hospital manager who can read the referral; you can change the template or publish more.',
        })}
        <Button tone="text" onClick={onClose}>
          {t({ zh: '知道了', en: 'All right' })}
        </Button>
      </p>
    )
  }
  return <AddForm session={session} onClose={onClose} />
}

function AddForm({ session, onClose }: { session: SessionOpen; onClose: () => void }) {
  const { t } = useWords()
  const [residentId, choose] = useState<string>()
  const [reason, setReason] = useState('')
  const waiting = useAsk(referralContract.openInbox, { box: 'toAnswer', limit: 100 }, { live: ['referral'] })
  const command = useCommand(bookingContract.addUnit, {
    changes: ['capacity', 'referral'],
    onDone() {
      onClose()
      toast({ text: { zh: '已加号,已确认给这位患者', en: 'Added and confirmed for this patient' } })
    },
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    if (residentId && reason.trim().length > 1)
      void command.send({ sessionId: session.sessionId, residentId, reason: reason.trim() })
  }

  return (
    <form className="session-add" onSubmit={submit}>
      <h3>{t({ zh: '加号给谁', en: 'A unit for whom' })}</h3>
      <Answered
        asked={waiting}
        rows={3}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <p className="hint">
            {t({
              zh: '没有待处理的转诊;加号只给转诊来的人',
              en: 'No referral waits; units are added for referred people only',
            })}
          </p>
        }
      >
        {(data) => (
          <Choices
            label={{ zh: '待处理的转诊', en: 'Referrals waiting' }}
            value={residentId}
            onChoose={choose}
            choices={here(data.items, session).map((row) => ({
              value: row.residentId,
              name: `${row.person.name} ${row.person.village}`,
              detail: `${row.department ?? ''} ${row.reason}`,
            }))}
          />
        )}
      </Answered>
      <Line label={{ zh: '原因', en: 'Reason' }} value={reason} onText={setReason} maxLength={200} />
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={command.isSending} disabled={!residentId || reason.trim().length < 2}>
          {t({ zh: '加号', en: 'Add a unit' })}
        </Button>
      </div>
    </form>
  )
}

/** Those of this department first; each person once. */
function here(rows: readonly InboxRow[], session: SessionOpen): readonly InboxRow[] {
  const once = rows.filter((row, index) => rows.findIndex((each) => each.residentId === row.residentId) === index)
  return [...once]
    .sort((a, b) => Number(b.department === session.department) - Number(a.department === session.department))
    .slice(0, 12)
}
