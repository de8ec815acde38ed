import { useState } from 'react'
import { useLocation } from 'wouter'
import { accessContract } from '#registry/access/contract.ts'
import type { maskedCard } from '#registry/resident/contract.ts'
import { useRule } from '#web/rules/inForce.ts'
import { toast } from '#web/ui/Toast.tsx'
import type { Text } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

export type Masked = (typeof maskedCard)['_output']

/** The emergency way into a record, with its price said before it is paid. */
export function useBreakGlass(person: Masked) {
  const [, navigate] = useLocation()
  const [reason, setReason] = useState('')
  const open = useRule('access.breakGlassHours')
  const review = useRule('access.breakGlassReviewHours')
  const command = useCommand(accessContract.breakGlass, {
    onDone: ({ residentId }) => {
      toast({
        text: {
          zh: '已打开,请只看救治需要的内容;事后有人复核',
          en: 'Open; read only what the emergency needs. It will be reviewed',
        },
      })
      navigate(`/residents/${residentId}`)
    },
  })
  const willHappen: readonly Text[] = [
    {
      zh: `档案对本机构打开 ${open ?? '一段时间'},到时自动关闭;其间可以记录就诊和转诊`,
      en: `The record opens to your facility for ${open ?? 'some time'}; meanwhile you may record a visit and refer`,
    },
    {
      zh: `管理员${review ? ` ${review}内` : ''}复核理由,理由和结论都留痕`,
      en: `A manager reviews the reason${review ? ` within ${review}` : ''}; reason and finding stay`,
    },
    { zh: '本人能看到谁、何时、为什么看过', en: 'The person can see who looked, when and why' },
  ]
  return {
    reason,
    setReason,
    label: { zh: '理由(至少 5 个字)', en: 'Reason (at least 5 characters)' } satisfies Text,
    placeholder: {
      zh: '例如:路边昏倒,意识不清,需了解过敏和用药',
      en: 'e.g. collapsed by the road; allergies and medicines are needed',
    } satisfies Text,
    answer: command.answer,
    confirm: {
      title: { zh: `紧急调阅 ${person.name} 的档案`, en: `Open the record of ${person.name} in an emergency` },
      tone: 'danger',
      act: { zh: '紧急调阅', en: 'Break the glass' },
      willHappen,
      isRunning: command.isSending,
      problem: command.problem,
      onConfirm: () => void command.send({ residentId: person.residentId, reason: reason.trim() }),
    },
  } as const
}
