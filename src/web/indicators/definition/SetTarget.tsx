import { useState } from 'react'
import type { Opened } from '#governance/indicators/contract.ts'
import type { Words } from '#kernel/words.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { aimIn, placeIn, unitIn } from '#web/indicators/words.ts'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line, LongText, Pick } from '#web/ui/desk/fields.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { dayInWords, today } from '#web/ui/time.ts'
import { say, type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** A target of the county, of a consortium or of a township: a dated act with its source and its reason, never an edit of what was. */
export function SetTarget({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const { t } = useWords()
  const { definition, figure, targetScopes } = opened
  const [whose, setWhose] = useState('county')
  const scope = targetScopes.find((each) => (each.key ?? 'county') === whose)
  const present = figure.target
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
    const on = scope?.key ? { level: scope.level, placeId: scope.key } : { level: 'county' as const }
    const why = { source: source.trim(), reason: reason.trim() }
    void command.send({ key: `indicator.${definition.id}.target`, ...on, from, value, ...why })
  }
  if (!present) return null
  return (
    <ConfirmRepeat
      isOpen
      title={{ zh: `调整目标:${definition.name.zh}`, en: `Change the target: ${definition.name.en}` }}
      willHappen={sentences({ definition, value, from, is: present.is, whose: whoIn(scope) })}
      act={{ zh: '设定目标', en: 'Set the target' }}
      isRunning={command.isSending}
      problem={command.problem}
      onConfirm={confirm}
      onCancel={onClose}
    >
      <div className="upright-form">
        <p className="muted">
          {t({
            zh: `${say(placeIn(opened.place), 'zh')}现在的目标 ${aimIn(present, definition.unit).zh}`,
            en: `${say(placeIn(opened.place), 'en')} is now held to ${aimIn(present, definition.unit).en}`,
          })}
        </p>
        {targetScopes.length > 1 && (
          <Pick
            label={{ zh: '为谁设定', en: 'For whom' }}
            value={whose}
            onPick={setWhose}
            choices={targetScopes.map((each) => ({ value: each.key ?? 'county', name: whoIn(each) }))}
          />
        )}
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

function whoIn(scope: Opened['targetScopes'][number] | undefined): Words {
  if (!scope || scope.level === 'county') return { zh: '全县', en: 'The whole county' }
  const name = { zh: say(placeIn(scope.place), 'zh'), en: say(placeIn(scope.place), 'en') }
  return scope.level === 'consortium' ? { zh: `${name.zh}(及其下属)`, en: `${name.en} and what stands under it` } : name
}

type Said = {
  readonly definition: Opened['definition']
  readonly whose: Words
  readonly value: number | undefined
  readonly from: string
  readonly is: 'atLeast' | 'atMost'
}

function sentences({ definition, value, from, is, whose }: Said): readonly Text[] {
  const saying = { now: now() }
  const kept: Text = {
    zh: '以前的时段仍按当时的目标对照,已定稿的报告不变',
    en: 'Earlier periods keep their target, and frozen reports stay as they are',
  }
  if (value === undefined || !from)
    return [
      { zh: `${whose.zh}从生效日起按新目标对照`, en: `${whose.en}: measured by the new target from its day` },
      kept,
    ]
  const aim = aimIn({ is, value }, definition.unit)
  return [
    {
      zh: `${whose.zh}从${dayInWords(from, { ...saying, language: 'zh' })}起按 ${aim.zh} 对照`,
      en: `${whose.en}: measured by ${aim.en} from ${dayInWords(from, { ...saying, language: 'en' })}`,
    },
    kept,
  ]
}
