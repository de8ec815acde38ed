import type { latestVital } from '#record/timeline/contract.ts'
import { type Vital, vital, vitalSpec } from '#record/visit/contract.ts'
import { unitInWords } from '#web/record/units.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/record/record.css'

type Latest = (typeof latestVital)['_output']
type Shown = {
  readonly key: string
  readonly name: string
  readonly value: string
  readonly unit: string
  readonly flag: 'H' | 'L' | null
  readonly at: string
}

const byCode = new Map<string, Vital>(vital.codes.map((code) => [vitalSpec[code].code, code]))

/** The last reading of each kind with its unit and day; the two pressures as one. */
export function LatestVitals({ vitals }: { vitals: readonly Latest[] }) {
  const { t, language } = useWords()
  const name = (code: Vital) => t(vital.labels[code])
  const shown = rows(vitals, {
    name,
    unit: (code) => unitInWords(code, language),
    pressure: t({ zh: '血压', en: 'Blood pressure' }),
  })
  return (
    <dl className="latest-vitals">
      {shown.map((each) => (
        <div key={each.key} className={each.flag ? 'off' : undefined}>
          <dt>{each.name}</dt>
          <dd>
            <b>{each.value}</b> <span className="unit">{each.unit}</span>
            {each.flag && (
              <span className="flag">
                {each.flag === 'H' ? t({ zh: '偏高', en: 'high' }) : t({ zh: '偏低', en: 'low' })}
              </span>
            )}
          </dd>
          <dd className="hint">
            <Day on={each.at.slice(0, 10)} form="short" />
          </dd>
        </div>
      ))}
    </dl>
  )
}

type Saying = {
  readonly name: (code: Vital) => string
  readonly unit: (code: Vital) => string
  readonly pressure: string
}

function rows(vitals: readonly Latest[], say: Saying): Shown[] {
  const known = new Map(
    vitals.flatMap((each) => (byCode.has(each.code) ? [[byCode.get(each.code) as Vital, each] as const] : [])),
  )
  const systolic = known.get('systolic')
  const diastolic = known.get('diastolic')
  const pressure: Shown[] =
    systolic && diastolic
      ? [
          {
            key: 'pressure',
            name: say.pressure,
            value: `${systolic.value}/${diastolic.value}`,
            unit: say.unit('systolic'),
            flag: flagOf(systolic.abnormal) ?? flagOf(diastolic.abnormal),
            at: systolic.at,
          },
        ]
      : []
  const singles = vital.codes.flatMap((code) => {
    const each = known.get(code)
    if (!each || (pressure.length > 0 && (code === 'systolic' || code === 'diastolic'))) return []
    return [
      {
        key: code,
        name: say.name(code),
        value: String(each.value),
        unit: say.unit(code),
        flag: flagOf(each.abnormal),
        at: each.at,
      },
    ]
  })
  return [...pressure, ...singles]
}

function flagOf(abnormal: string | null): 'H' | 'L' | null {
  if (abnormal === null) return null
  return abnormal.startsWith('L') ? 'L' : 'H'
}
