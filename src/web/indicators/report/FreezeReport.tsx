import { useState } from 'react'
import { useLocation } from 'wouter'
import { indicatorsContract } from '#governance/indicators/contract.ts'
import { useCockpit } from '#web/indicators/asking.ts'
import { choicesOf, type Grain, mayGoOn, periodInWords, regrained, stepped } from '#web/indicators/period.ts'
import { placeIn } from '#web/indicators/words.ts'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { now } from '#web/ui/clock.ts'
import { Pick } from '#web/ui/desk/fields.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { say, type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

const grains: readonly { value: Grain; name: Text }[] = [
  { value: 'month', name: { zh: '月报', en: 'Monthly' } },
  { value: 'quarter', name: { zh: '季报', en: 'Quarterly' } },
  { value: 'year', name: { zh: '年报', en: 'Yearly' } },
]

/** Freezes a period that has ended: it says what that means before it is done. */
export function FreezeReport({ onClose }: { onClose: () => void }) {
  const { language } = useWords()
  const [, navigate] = useLocation()
  const present = today(now())
  const cockpit = useCockpit({}).data
  const places = cockpit ? [...cockpit.path, ...cockpit.under.map((each) => each.place)] : []
  const [placeId, setPlace] = useState<string>()
  const [grain, setGrain] = useState<Grain>('month')
  const ended = choicesOf(stepped(regrained(present.slice(0, 4), grain, present), -1), present).filter((each) =>
    mayGoOn(each, present),
  )
  const [chosen, setPeriod] = useState<string>()
  const period = chosen && ended.includes(chosen) ? chosen : (ended[0] ?? '')
  const place = places.find((each) => String(each.placeId) === placeId) ?? cockpit?.place
  const command = useCommand(indicatorsContract.freezeReport, {
    changes: ['indicator'],
    onDone({ reportId }) {
      toast({ text: { zh: '已定稿', en: 'Frozen' } })
      onClose()
      navigate(`/reports/${reportId}`)
    },
  })
  const named = (which: 'zh' | 'en') =>
    `${place ? say(placeIn(place), which) : ''} ${periodInWords(period, which)}`.trim()
  return (
    <ConfirmRepeat
      isOpen
      title={{ zh: '定稿一期报告', en: 'Freeze a report' }}
      willHappen={[
        {
          zh: `${named('zh')}的全部指标按现在的数定稿,写入报告`,
          en: `Every figure of ${named('en')} is written into the report as it is now`,
        },
        {
          zh: '定稿后不能改、不能撤;以后补录的数据列为变动',
          en: 'It cannot be changed or taken back; later data is listed as a change',
        },
      ]}
      act={{ zh: '定稿', en: 'Freeze' }}
      isRunning={command.isSending}
      problem={command.problem}
      onConfirm={() => {
        if (place) void command.send({ placeId: place.placeId, period })
      }}
      onCancel={onClose}
    >
      <div className="upright-form">
        <Pick
          label={{ zh: '范围', en: 'Place' }}
          value={place ? String(place.placeId) : ''}
          onPick={setPlace}
          choices={places.map((each) => ({ value: String(each.placeId), name: placeIn(each) }))}
        />
        <div className="pair">
          <Pick label={{ zh: '哪一种', en: 'Kind' }} value={grain} onPick={setGrain} choices={grains} />
          <Pick
            label={{ zh: '时段', en: 'Period' }}
            value={period}
            onPick={setPeriod}
            choices={ended.map((value) => ({ value, name: periodInWords(value, language) }))}
          />
        </div>
      </div>
    </ConfirmRepeat>
  )
}
