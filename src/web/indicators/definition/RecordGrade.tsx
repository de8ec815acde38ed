import { useState } from 'react'
import { indicatorsContract, type Opened } from '#governance/indicators/contract.ts'
import { placeIn } from '#web/indicators/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Choices, Line, LongText } from '#web/ui/desk/fields.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { say, type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

type Grade = 'A' | 'B' | 'C'
type Piece = { readonly key: number; readonly title: string; readonly where: string }

const grades: readonly { value: Grade; name: Text }[] = [
  { value: 'A', name: { zh: 'A 级', en: 'A' } },
  { value: 'B', name: { zh: 'B 级', en: 'B' } },
  { value: 'C', name: { zh: 'C 级', en: 'C' } },
]
const mostPieces = 20

/** A judgement with its evidence. It is added to the earlier ones and replaces none. */
export function RecordGrade({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const { t } = useWords()
  const { definition, place, period } = opened
  const year = Number(period.name.slice(0, 4))
  const [grade, setGrade] = useState<Grade>()
  const [pieces, setPieces] = useState<readonly Piece[]>([{ key: 0, title: '', where: '' }])
  const [note, setNote] = useState('')
  const [wasTried, setTried] = useState(false)
  const command = useCommand(indicatorsContract.recordGrade, {
    changes: ['indicator'],
    onDone() {
      toast({ text: { zh: '已评定', en: 'Graded' } })
      onClose()
    },
  })
  const evidence = pieces.map(({ title, where }) => ({ title: title.trim(), where: where.trim() }))
  const isWhole = evidence.every((each) => each.title !== '' && each.where !== '')
  function confirm() {
    setTried(true)
    if (!grade || !isWhole) return
    const said = note.trim()
    void command.send({
      id: definition.id,
      placeId: place.placeId,
      year,
      grade,
      evidence,
      ...(said ? { note: said } : {}),
    })
  }
  const change = (key: number, to: Partial<Piece>) =>
    setPieces(pieces.map((each) => (each.key === key ? { ...each, ...to } : each)))
  const empty = (text: string) =>
    wasTried && text.trim() === '' ? { wrong: { zh: '请填写', en: 'Please fill in' } } : {}
  return (
    <ConfirmRepeat
      isOpen
      title={{ zh: `评定等级:${definition.name.zh}`, en: `Grade: ${definition.name.en}` }}
      willHappen={[
        {
          zh: `${say(placeIn(place), 'zh')} ${year} 年的等级按这次评定显示`,
          en: `${say(placeIn(place), 'en')} shows this grade for ${year}`,
        },
        { zh: '以前的评定和佐证保留在下面', en: 'Earlier grades and their evidence stay below' },
      ]}
      act={{ zh: '评定', en: 'Record the grade' }}
      isRunning={command.isSending}
      problem={command.problem}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className="upright-form">
        <Choices
          label={{ zh: '等级', en: 'Grade' }}
          choices={grades}
          value={grade}
          onChoose={setGrade}
          wrong={wasTried && !grade ? { zh: '请选择等级', en: 'Choose a grade' } : undefined}
        />
        {pieces.map((piece, index) => (
          <div key={piece.key} className="pair">
            <Line
              label={{ zh: `佐证材料 ${index + 1}`, en: `Evidence ${index + 1}` }}
              value={piece.title}
              maxLength={200}
              onText={(title) => change(piece.key, { title })}
              {...empty(piece.title)}
            />
            <Line
              label={{ zh: '在哪里', en: 'Where it is found' }}
              value={piece.where}
              maxLength={300}
              onText={(where) => change(piece.key, { where })}
              {...empty(piece.where)}
            />
          </div>
        ))}
        {pieces.length < mostPieces && (
          <Button
            tone="text"
            icon="plus"
            onClick={() => setPieces([...pieces, { key: pieces.length, title: '', where: '' }])}
          >
            {t({ zh: '再加一份', en: 'One more' })}
          </Button>
        )}
        <LongText
          label={{ zh: '说明(可不填)', en: 'Note (optional)' }}
          value={note}
          onText={setNote}
          maxLength={1000}
        />
      </div>
    </ConfirmRepeat>
  )
}
