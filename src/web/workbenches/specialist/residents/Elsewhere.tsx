import { useState } from 'react'
import { useLocation } from 'wouter'
import { accessContract } from '#registry/access/contract.ts'
import { type maskedCard, sex } from '#registry/resident/contract.ts'
import { LongText } from '#web/referral/fields.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'
import { mayTreat } from '#web/workbenches/specialist/reach.ts'
import '#web/workbenches/specialist/residents/residents.css'

type Masked = (typeof maskedCard)['_output']

/** People of the county beyond one's reach: enough to recognize them, and the emergency way in with its price. */
export function Elsewhere({ people }: { people: readonly Masked[] }) {
  const { t } = useWords()
  const { role } = useMe()
  const [asked, ask] = useState<Masked>()
  return (
    <Section
      title={{ zh: '不在您的范围内', en: 'Beyond your reach' }}
      note={t({ zh: '转诊、就诊或咨询会开放档案', en: 'A referral, a visit or a question opens the record' })}
    >
      <ul className="found-elsewhere">
        {people.map((each) => (
          <li key={each.residentId}>
            <b>{each.name}</b>
            <span>
              {t(sex.labels[each.sex])} · {t({ zh: `${each.birthYear} 年生`, en: `born ${each.birthYear}` })} ·{' '}
              {each.village}
            </span>
            {mayTreat(role) && (
              <Button tone="danger" icon="lock" onClick={() => ask(each)}>
                {t({ zh: '紧急调阅', en: 'Open in an emergency' })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {asked && <BreakGlass person={asked} onCancel={() => ask(undefined)} />}
    </Section>
  )
}

function BreakGlass({ person, onCancel }: { person: Masked; onCancel: () => void }) {
  const [, navigate] = useLocation()
  const [reason, setReason] = useState('')
  const open = useCommand(accessContract.breakGlass, {
    onDone: ({ residentId }) => navigate(`/residents/${residentId}`),
  })
  return (
    <ConfirmRepeat
      isOpen
      tone="danger"
      title={{ zh: `紧急调阅 ${person.name} 的档案`, en: `Open the record of ${person.name} in an emergency` }}
      act={{ zh: '写明理由并调阅', en: 'Open for this reason' }}
      willHappen={[
        { zh: '档案向本机构开放几个小时,到时自动关闭', en: 'The record opens to your facility for some hours' },
        {
          zh: '24 小时内由管理员复核,理由和结论都留痕',
          en: 'A manager reviews it within 24 hours; reason and finding stay',
        },
        { zh: '本人能看到谁在什么时候看了档案', en: 'The person can see who looked and when' },
      ]}
      isRunning={open.isSending}
      problem={open.problem}
      onConfirm={() => void open.send({ residentId: person.residentId, reason: reason.trim() })}
      onCancel={onCancel}
    >
      <LongText
        label={{ zh: '理由(至少 5 个字)', en: 'Reason (at least 5 characters)' }}
        value={reason}
        onText={setReason}
        maxLength={500}
        autoFocus
      />
    </ConfirmRepeat>
  )
}
