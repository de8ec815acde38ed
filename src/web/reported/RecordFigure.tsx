import { useState } from 'react'
import { ageBand, cause, quantity as quantities, reportedContract, unit } from '#governance/reported/contract.ts'
import { periodIn, valueIn } from '#governance/reported/rules/figure.ts'
import { placeSaid, type Reported } from '#web/reported/said.ts'
import { Button } from '#web/ui/Button.tsx'
import { Line, LongText, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

type Props = {
  readonly about: Reported
  readonly year: number
  /** What the person pressed, where they came from a figure that waits. */
  readonly quantity: string | undefined
  readonly onClose: () => void
}

/** One figure: what, where, when, how many, and where it comes from. */
export function RecordFigure({ about, year, quantity, onClose }: Props) {
  const { t } = useWords()
  const own = about.quantities.filter((each) => each.isYours)
  const [of, setOf] = useState(own.find((each) => each.quantity === quantity)?.quantity ?? own[0]?.quantity)
  const [place, setPlace] = useState('')
  const [form, setForm] = useState({ period: String(year), value: '', ageBand: '', cause: '', source: '', note: '' })
  const command = useCommand(reportedContract.recordReported, {
    changes: ['reported'],
    onDone(made) {
      toast({
        text: {
          zh: `已上报:${quantities.labels[made.quantity].zh}`,
          en: `Reported: ${quantities.labels[made.quantity].en}`,
        },
      })
      onClose()
    },
  })
  const spec = own.find((each) => each.quantity === of)
  const places = about.places.filter((each) => spec?.placeKinds.includes(each.kind))
  const where = places.find((each) => `${each.kind} ${each.placeId}` === place) ?? places[0]
  const period = periodIn(form.period)
  const value = spec && valueIn(form.value, spec.unit)
  const dims = {
    ...(form.ageBand ? { ageBand: form.ageBand as (typeof ageBand.codes)[number] } : {}),
    ...(form.cause ? { cause: form.cause as (typeof cause.codes)[number] } : {}),
  }
  const needs = spec?.needs ?? []
  const isReady =
    of && where && period && value !== undefined && form.source.trim() !== '' && needs.every((need) => dims[need])
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change })
  return (
    <form
      className="upright-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        const note = form.note.trim()
        void command.send({
          quantity: of,
          placeKind: where.kind,
          reportedFor: where.placeId,
          ...period,
          value,
          dims,
          source: form.source.trim(),
          ...(note ? { note } : {}),
        })
      }}
    >
      <h2>{t({ zh: '上报一个数', en: 'Report a figure' })}</h2>
      <Pick
        label={{ zh: '指标', en: 'Figure' }}
        value={of ?? ''}
        onPick={(picked) => {
          setOf(picked)
          set({ ageBand: '', cause: '', value: '' })
        }}
        choices={own.map((each) => ({ value: each.quantity, name: quantities.labels[each.quantity] }))}
      />
      <Pick
        label={{ zh: '地区或机构', en: 'Place' }}
        value={where ? `${where.kind} ${where.placeId}` : ''}
        onPick={setPlace}
        choices={places.map((each) => ({
          value: `${each.kind} ${each.placeId}`,
          name: placeSaid(each),
        }))}
      />
      <Line
        label={{ zh: '时段', en: 'Period' }}
        hint={{ zh: '2025、2025-Q1 或 2025-03', en: '2025, 2025-Q1 or 2025-03' }}
        wrong={period ? undefined : { zh: '请写成 2025、2025-Q1 或 2025-03', en: 'Write 2025, 2025-Q1 or 2025-03' }}
        value={form.period}
        onText={(period) => set({ period })}
        maxLength={10}
      />
      {needs.includes('ageBand') && (
        <Pick
          label={{ zh: '年龄段', en: 'Age band' }}
          value={form.ageBand}
          onPick={(picked) => set({ ageBand: picked })}
          choices={ageBand.codes.map((code) => ({ value: code, name: ageBand.labels[code] }))}
        />
      )}
      {needs.includes('cause') && (
        <Pick
          label={{ zh: '死因', en: 'Cause' }}
          value={form.cause}
          onPick={(picked) => set({ cause: picked })}
          choices={cause.codes.map((code) => ({ value: code, name: cause.labels[code] }))}
        />
      )}
      <Line
        label={spec ? withUnit(unit.labels[spec.unit]) : { zh: '数值', en: 'Value' }}
        wrong={form.value !== '' && value === undefined ? wrongValue(spec?.unit === 'yuan') : undefined}
        value={form.value}
        onText={(value) => set({ value })}
        inputMode="decimal"
        maxLength={20}
      />
      <Line
        label={{ zh: '来源', en: 'Source' }}
        hint={{ zh: '统计表或文件的名称和年份', en: 'the table or document with its year' }}
        value={form.source}
        onText={(source) => set({ source })}
        maxLength={200}
      />
      <LongText
        label={{ zh: '备注(可不填)', en: 'Note (optional)' }}
        value={form.note}
        onText={(note) => set({ note })}
        maxLength={500}
      />
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button tone="primary" submits isRunning={command.isSending} disabled={!isReady}>
          {t({ zh: '上报', en: 'Report' })}
        </Button>
      </div>
    </form>
  )
}

export function withUnit(words: { zh: string; en: string }) {
  return { zh: `数值(${words.zh})`, en: `Value (${words.en})` }
}

export function wrongValue(isMoney: boolean) {
  return isMoney
    ? { zh: '以元为单位,最多两位小数', en: 'In yuan, at most two decimals' }
    : { zh: '请填不小于零的整数', en: 'A whole number from zero' }
}
