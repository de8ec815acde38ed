import { type FormEvent, useState } from 'react'
import { accessContract } from '#registry/access/contract.ts'
import { Choices, LongText } from '#web/referral/fields.tsx'
import { given } from '#web/referral/useReferral.ts'
import { Button } from '#web/ui/Button.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import '#web/referral/fields.css'

type Finding = 'justified' | 'unjustified'

/** Somebody opened a record without a basis and said why. Was it right? */
export function ReviewBreakGlass({ breakGlassId }: { breakGlassId: string }) {
  const { t } = useWords()
  const [finding, find] = useState<Finding>()
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<Text>()
  const command = useCommand(accessContract.reviewBreakGlass, {
    changes: ['duty'],
    onDone: () => toast({ text: { zh: '复核结论已记入审计', en: 'The finding stands in the trail' } }),
  })

  function submit(event: FormEvent) {
    event.preventDefault()
    const said = given(note)
    if (!finding) return setWrong({ zh: '请选结论', en: 'Choose the finding' })
    void command.send({ breakGlassId, finding, ...(said ? { note: said } : {}) })
  }

  return (
    <form className="upright-form" onSubmit={submit}>
      <Choices
        label={{ zh: '结论', en: 'Finding' }}
        value={finding}
        onChoose={find}
        wrong={finding ? undefined : wrong}
        choices={[
          { value: 'justified', name: { zh: '确有必要', en: 'Justified' } },
          { value: 'unjustified', name: { zh: '没有必要', en: 'Not justified' } },
        ]}
      />
      <LongText label={{ zh: '说明(可不填)', en: 'Note (optional)' }} value={note} onText={setNote} maxLength={500} />
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button submits tone="primary" isRunning={command.isSending}>
          {t({ zh: '记下结论', en: 'Record' })}
        </Button>
      </div>
    </form>
  )
}
