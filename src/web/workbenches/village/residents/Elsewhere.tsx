import { useState } from 'react'
import { useLocation } from 'wouter'
import { accessContract } from '#registry/access/contract.ts'
import type { maskedCard } from '#registry/resident/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { Lines } from '#web/workbenches/village/parts/Lines.tsx'

type Card = (typeof maskedCard)['_output']

/** Somebody of another place: enough to recognise them, and what may be done. */
export function Elsewhere({ card }: { card: Card }) {
  const { t, language } = useWords()
  const [isAsking, ask] = useState(false)
  const [reason, setReason] = useState('')
  const [, go] = useLocation()
  const glass = useCommand(accessContract.breakGlass, {
    onDone: () => {
      toast({
        text: {
          zh: '已打开,请只看救治需要的内容;24 小时内有人复核',
          en: 'Open; read only what the emergency needs. It will be reviewed within 24 h',
        },
      })
      go(`/residents/${card.residentId}`)
    },
  })
  const born = language === 'zh' ? `${card.birthYear} 年生` : `born ${card.birthYear}`
  return (
    <article className="masked">
      <PersonLine person={{ name: card.name, sex: card.sex, place: `${born} ${card.village}` }} />
      <p className="muted">
        <Icon name="lock" size={14} />{' '}
        {t({
          zh: '档案在其他机构,姓名已遮盖。请对方出示身份证核对;平时由其所属卫生室转诊或签约后才能看。',
          en: 'The record is kept elsewhere and the name is masked. Compare the card; otherwise it opens by a referral or an enrollment.',
        })}
      </p>
      {glass.answer ? (
        <p>
          {t({ zh: '已打开,至', en: 'Open until' })} <Moment at={glass.answer.until} />
        </p>
      ) : (
        <Button tone="danger" icon="key" onClick={() => ask(true)}>
          {t({ zh: '急救需要:紧急调阅', en: 'Emergency: break the glass' })}
        </Button>
      )}
      <ConfirmRepeat
        isOpen={isAsking}
        title={{ zh: `紧急调阅 ${card.name} 的档案`, en: `Break the glass for ${card.name}` }}
        tone="danger"
        act={{ zh: '紧急调阅', en: 'Break the glass' }}
        willHappen={[
          {
            zh: '档案对本机构打开数小时,您可以记录就诊和转诊',
            en: 'The record opens to your clinic for some hours; you may record a visit and refer',
          },
          { zh: '卫生院管理员 24 小时内复核理由', en: 'The township manager reviews the reason within 24 hours' },
          { zh: '本人能看到谁、何时、为什么看过', en: 'The resident can see who looked, when and why' },
        ]}
        isRunning={glass.isSending}
        problem={glass.problem}
        onConfirm={() => void glass.send({ residentId: card.residentId, reason: reason.trim() })}
        onCancel={() => ask(false)}
      >
        <Lines
          label={{ zh: '理由(至少 5 个字)', en: 'Reason (5 characters or more)' }}
          value={reason}
          onChange={setReason}
          max={500}
          placeholder={{
            zh: '例如:路边昏倒,意识不清,需了解过敏和用药',
            en: 'e.g. collapsed by the road; allergies and medicines are needed',
          }}
        />
      </ConfirmRepeat>
    </article>
  )
}
