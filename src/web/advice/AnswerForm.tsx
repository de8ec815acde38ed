import { useState } from 'react'
import { type AdviceCard, adviceContract, recommends } from '#care/advice/contract.ts'
import type { CodeOf } from '#kernel/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** The answer, and what the specialist recommends with it. */
export function AnswerForm({ card }: { card: AdviceCard }) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [choice, choose] = useState<CodeOf<typeof recommends>>()
  const answer = useCommand(adviceContract.answerAdvice, {
    changes: ['advice', 'duty'],
    onDone: () =>
      toast({ text: { zh: `已答复 ${card.from} ${card.doctor}`, en: `Answered ${card.doctor} of ${card.from}` } }),
  })
  const isReady = text.trim() !== '' && choice !== undefined
  return (
    <form
      className="pane-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (choice)
          void answer.send({ adviceId: card.adviceId, version: card.version, answer: text.trim(), recommends: choice })
      }}
    >
      <h3>{t({ zh: '您的答复', en: 'Your answer' })}</h3>
      <Choices
        label={{ zh: '建议', en: 'Recommendation' }}
        choices={recommends.codes.map((code) => ({ value: code, name: recommends.labels[code] }))}
        value={choice}
        onChoose={choose}
      />
      <LongText
        label={{ zh: '答复内容', en: 'Answer' }}
        placeholder={t({
          zh: '怎么处理、用什么药、什么情况要再问',
          en: 'What to do, which medicine, when to ask again',
        })}
        rows={5}
        maxLength={4000}
        value={text}
        onText={setText}
      />
      <ProblemNote problem={answer.problem} />
      <div className="acts">
        <Button tone="primary" wide submits isRunning={answer.isSending} disabled={!isReady}>
          {t({ zh: '答复', en: 'Answer' })}
        </Button>
      </div>
      <p className="hint">
        {t({
          zh: `答复后:通知 ${card.from} ${card.doctor};对方可一键转为转诊单,或就地处理`,
          en: `${card.doctor} of ${card.from} is told, and can make it a referral or treat there`,
        })}
      </p>
    </form>
  )
}
