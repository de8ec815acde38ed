import { useState } from 'react'
import { bookingContract } from '#care/booking/contract.ts'
import { addDays, type Day, daysBetween } from '#kernel/calendar.ts'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'

/** Makes the sessions of a range by the templates. What is there already stays as it is. */
export function Publish({ isOpen, onClose, present }: { isOpen: boolean; onClose: () => void; present: Day }) {
  const { t } = useWords()
  const [from, setFrom] = useState(present)
  const [until, setUntil] = useState(addDays(present, 27))
  const templates = useAsk(bookingContract.listTemplates, {}, { when: isOpen })
  const command = useCommand(bookingContract.publishSessions, {
    changes: ['capacity'],
    onDone({ published, alreadyThere }) {
      onClose()
      toast({
        text: {
          zh: `已发布 ${published} 个时段,${alreadyThere} 个原来就有`,
          en: `${published} sessions published, ${alreadyThere} were there already`,
        },
      })
    },
  })
  const days = Math.max(0, daysBetween(from, until) + 1)
  const count = templates.data?.items.length ?? 0
  return (
    <ConfirmRepeat
      isOpen={isOpen}
      title={{ zh: '发布号源与床位', en: 'Publish slots and beds' }}
      act={{ zh: `发布 ${days} 天`, en: `Publish ${days} days` }}
      willHappen={[
        {
          zh: `按 ${count} 个排班模板生成 ${days} 天的时段`,
          en: `${count} templates make the sessions of ${days} days`,
        },
        {
          zh: '基层和转诊中心立即可约;候补的人先得',
          en: 'They can be booked at once; those on the wait-list come first',
        },
        { zh: '已发布过的时段不变', en: 'Sessions that are there stay as they are' },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onClose}
      onConfirm={() => void command.send({ from, until })}
    >
      <div className="pair">
        <DayField label={{ zh: '从', en: 'From' }} min={present} value={from} onDay={setFrom} />
        <DayField label={{ zh: '到', en: 'Until' }} min={from} value={until} onDay={setUntil} />
      </div>
      {days > 62 && <p className="hint">{t({ zh: '一次最多 62 天', en: 'At most 62 days at once' })}</p>}
    </ConfirmRepeat>
  )
}
