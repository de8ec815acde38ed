import { useState } from 'react'
import type { Definition } from '#governance/indicators/contract.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { aimIn, unitIn } from '#web/indicators/words.ts'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line, LongText } from '#web/ui/desk/fields.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { dayInWords, today } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** The county's own target: a dated act with its source and its reason, never an edit of what was. */
export function SetTarget({ definition, onClose }: { definition: Definition; onClose: () => void }) {
  const { t } = useWords()
  const present = definition.targets.find((each) => each.from <= today(now())) ?? definition.targets[0]
  const [typed, setTyped] = useState('')
  const [from, setFrom] = useState<string>(today(now()))
  const [source, setSource] = useState('')
  const [reason, setReason] = useState('')
  const [wasTried, setTried] = useState(false)
  const command = useCommand(policyContract.setPolicy, {
    changes: ['policy', 'indicator'],
    onDone() {
      toast({ text: { zh: '目标已设定,从生效日起对照', en: 'The target is set and holds from its day' } })
      onClose()
    },
  })
  const value = /^-?\d{1,4}(\.\d{1,4})?$/.test(typed.trim()) ? Number(typed.trim()) : undefined
  const missing = [value === undefined, from === '', source.trim() === '', reason.trim() === '']
  const needed: Text = { zh: '请填写', en: 'Please fill in' }
  function wrong(index: number, said: Text = needed) {
    return wasTried && missing[index] ? { wrong: said } : {}
  }
  function confirm() {
    setTried(true)
    if (value === undefined || missing.includes(true)) return
    const why = { source: source.trim(), reason: reason.trim() }
    void command.send({ key: `indicator.${definition.id}.target`, level: 'county', from, value, ...why })
  }
  if (!present) return null
  return (
    <ConfirmRepeat
      isOpen
      title={{ zh: `调整目标:${definition.name.zh}`, en: `Change the target: ${definition.name.en}` }}
      willHappen={sentences({ definition, value, from, is: present.is })}
      act={{ zh: '设定目标', en: 'Set the target' }}
      isRunning={command.isSending}
      problem={command.problem}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className="upright-form">
        <p className="muted">
          {t({
            zh: `现在的目标 ${aimIn(present, definition.unit).zh}`,
            en: `Now ${aimIn(present, definition.unit).en}`,
          })}
        </p>
        <div className="pair">
          <Line
            label={{ zh: `新目标值(${unitIn(definition.unit).zh})`, en: `New target (${unitIn(definition.unit).en})` }}
            inputMode="decimal"
            value={typed}
            onText={setTyped}
            {...wrong(0, { zh: '请填一个数,例如 92 或 92.5', en: 'A number, such as 92 or 92.5' })}
          />
          <DayField
            label={{ zh: '从哪天起', en: 'From' }}
            value={from}
            onDay={setFrom}
            min={today(now())}
            {...wrong(1)}
          />
        </div>
        <Line
          label={{ zh: '出处', en: 'Source' }}
          placeholder={t({ zh: '例如:县卫健发〔2026〕12 号', en: 'e.g. county paper 12 of 2026' })}
          value={source}
          onText={setSource}
          maxLength={200}
          {...wrong(2)}
        />
        <LongText label={{ zh: '为什么', en: 'Why' }} value={reason} onText={setReason} maxLength={500} {...wrong(3)} />
      </div>
    </ConfirmRepeat>
  )
}

type Said = {
  readonly definition: Definition
  readonly value: number | undefined
  readonly from: string
  readonly is: 'atLeast' | 'atMost'
}

function sentences({ definition, value, from, is }: Said): readonly Text[] {
  const saying = { now: now() }
  const kept: Text = {
    zh: '以前的时段仍按当时的目标对照,已定稿的报告不变',
    en: 'Earlier periods keep their target, and frozen reports stay as they are',
  }
  if (value === undefined || !from)
    return [{ zh: '全县从生效日起按新目标对照', en: 'The county is measured by the new target from its day' }, kept]
  const aim = aimIn({ is, value }, definition.unit)
  return [
    {
      zh: `全县从${dayInWords(from, { ...saying, language: 'zh' })}起按 ${aim.zh} 对照`,
      en: `From ${dayInWords(from, { ...saying, language: 'en' })} the county is measured by ${aim.en}`,
    },
    kept,
  ]
}
