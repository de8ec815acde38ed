import { useState } from 'react'
import { enrollmentContract, terminationReason } from '#care/enrollment/contract.ts'
import type { Agreement } from '#web/enrollment/words.ts'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Lines } from '#web/workbenches/village/parts/Lines.tsx'
import { Pick } from '#web/workbenches/village/parts/Pick.tsx'
import { ActSheet } from '#web/workbenches/village/referral/ActSheet.tsx'

type EndSheetProps = {
  readonly act: 'terminate' | 'transfer'
  readonly agreement: Agreement
  readonly member: Agreement['members'][number]
  readonly onClose: () => void
}

/** Ends one person's enrollment, or hands it to another team. */
export function EndSheet({ act, agreement, member, onClose }: EndSheetProps) {
  return act === 'terminate' ? (
    <Terminate member={member} onClose={onClose} />
  ) : (
    <Transfer agreement={agreement} member={member} onClose={onClose} />
  )
}

function Terminate({ member, onClose }: Omit<EndSheetProps, 'act' | 'agreement'>) {
  const [reason, setReason] = useState<(typeof terminationReason.codes)[number]>()
  const [note, setNote] = useState('')
  const command = useCommand(enrollmentContract.terminateEnrollment, {
    changes: ['enrollment', 'duty'],
    onDone() {
      toast({ text: { zh: `${member.person.name} 已解约`, en: `${member.person.name} is no longer enrolled` } })
      onClose()
    },
  })
  return (
    <ActSheet
      isOpen
      title={{ zh: `解约:${member.person.name}`, en: `Terminate: ${member.person.name}` }}
      lead={{
        zh: '今天起团队不再服务,也不能再凭签约调阅档案。',
        en: 'From today the team serves no more and may not open the record as enrolled.',
      }}
      act={{ zh: '解约', en: 'Terminate' }}
      isReady={reason !== undefined}
      command={command}
      onAct={() =>
        reason &&
        void command.send({
          enrollmentId: member.enrollmentId,
          version: member.version,
          reason,
          ...(note.trim() ? { note: note.trim() } : {}),
        })
      }
      onClose={onClose}
    >
      <Choice
        label={{ zh: '原因', en: 'Reason' }}
        value={reason}
        onChoose={setReason}
        options={terminationReason.codes.map((key) => ({ key, name: terminationReason.labels[key] }))}
      />
      <Lines label={{ zh: '补充(可不填)', en: 'More (optional)' }} value={note} onChange={setNote} rows={2} max={200} />
    </ActSheet>
  )
}

function Transfer({ agreement, member, onClose }: Omit<EndSheetProps, 'act'>) {
  const { t } = useWords()
  const teams = useAsk(enrollmentContract.listTeams, {})
  const others = teams.data?.items.filter((team) => team.teamId !== agreement.teamId) ?? []
  const [teamId, setTeam] = useState('')
  const [reason, setReason] = useState('')
  const command = useCommand(enrollmentContract.transferEnrollment, {
    changes: ['enrollment', 'duty'],
    onDone(answer) {
      toast({ text: { zh: `已转到 ${answer.team}`, en: `Now with ${answer.team}` } })
      onClose()
    },
  })
  return (
    <ActSheet
      isOpen
      title={{ zh: `转团队:${member.person.name}`, en: `Transfer: ${member.person.name}` }}
      lead={{
        zh: '协议期和服务包不变;从今天起由新团队服务和调阅档案。',
        en: 'Term and package stay; from today the new team serves and may open the record.',
      }}
      act={{ zh: '转团队', en: 'Transfer' }}
      isReady={teamId !== '' && reason.trim() !== ''}
      command={command}
      onAct={() =>
        void command.send({ enrollmentId: member.enrollmentId, version: member.version, teamId, reason: reason.trim() })
      }
      onClose={onClose}
    >
      {others.length === 0 ? (
        <p className="hint">{t({ zh: '没有其他团队可转', en: 'There is no other team' })}</p>
      ) : (
        <Pick
          label={{ zh: '转到', en: 'To' }}
          value={teamId}
          onPick={setTeam}
          options={[
            { key: '', name: { zh: '请选择', en: 'Choose' } },
            ...others.map((team) => ({ key: team.teamId, name: `${team.name} · ${team.facility}` })),
          ]}
        />
      )}
      <Lines label={{ zh: '原因', en: 'Reason' }} value={reason} onChange={setReason} rows={2} max={200} />
    </ActSheet>
  )
}
