import { useState } from 'react'
import { bookingContract } from '#care/booking/contract.ts'
import type { SessionOpen } from '#web/capacity/grouping.ts'
import { unitTime } from '#web/capacity/unit.ts'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Line } from '#web/ui/desk/fields.tsx'
import { toast } from '#web/ui/Toast.tsx'
import type { Text } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** Cancelling breaks a promise to everybody who holds a unit: it says who, and what they get instead. */
export function CancelSession({
  session,
  isOpen,
  onClose,
}: {
  session: SessionOpen
  isOpen: boolean
  onClose: () => void
}) {
  const [reason, setReason] = useState('')
  const [wrong, setWrong] = useState<Text>()
  const command = useCommand(bookingContract.cancelSession, {
    changes: ['capacity', 'referral'],
    onDone({ moved, waiting }) {
      onClose()
      toast({ text: movedInWords(session, { moved, waiting }) })
    },
  })
  const live = session.holds.filter((hold) => hold.status === 'held' || hold.status === 'confirmed').length
  const named = {
    zh: `${session.department} ${session.resource} ${unitTime(session, 'zh')}`,
    en: `${session.department} ${session.resource}, ${unitTime(session, 'en')}`,
  }
  return (
    <ConfirmRepeat
      isOpen={isOpen}
      tone="danger"
      title={{ zh: `停诊:${named.zh}`, en: `Cancel ${named.en}` }}
      act={{ zh: '停诊并改约', en: 'Cancel and re-book' }}
      willHappen={[
        live > 0
          ? {
              zh: `已占的 ${live} 人逐一改约到最近的空位;没有空位的排到候补最前`,
              en: `${live} people get the nearest free unit, or the first places on the wait-list`,
            }
          : { zh: '目前没有人占,不需要改约', en: 'Nobody holds a unit; nothing is re-booked' },
        {
          zh: '每个人收到短信,转诊双方在转诊单上看到',
          en: 'Everybody is told by message; both sides read it on the referral',
        },
        {
          zh: `剩下的 ${session.free} 个空位撤下;不能恢复`,
          en: `The ${session.free} free units are taken down; this cannot be taken back`,
        },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onClose}
      onConfirm={() => {
        const said = reason.trim()
        if (!said) return setWrong({ zh: '请写明停诊原因', en: 'Say why' })
        void command.send({ sessionId: session.sessionId, version: session.version, reason: said })
      }}
    >
      <Line
        label={{ zh: '停诊原因', en: 'Reason' }}
        hint={{ zh: '会告诉被改约的人', en: 'Those re-booked are told' }}
        wrong={reason.trim() ? undefined : wrong}
        value={reason}
        onText={setReason}
        maxLength={200}
      />
    </ConfirmRepeat>
  )
}

function movedInWords(session: SessionOpen, { moved, waiting }: { moved: number; waiting: number }): Text {
  const zh = `已停诊 ${session.department} ${session.resource}`
  const en = `Cancelled ${session.department} ${session.resource}`
  if (moved + waiting === 0) return { zh: `${zh},没有人受影响`, en: `${en}; nobody was affected` }
  return {
    zh: `${zh}:${moved} 人已改约${waiting > 0 ? `,${waiting} 人排到候补最前` : ''}`,
    en: `${en}: ${moved} re-booked${waiting > 0 ? `, ${waiting} first on the wait-list` : ''}`,
  }
}
