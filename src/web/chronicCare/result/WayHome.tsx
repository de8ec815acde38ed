import { useState } from 'react'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import type { JudgedAtDischarge } from '#care/chronicCare/labels.ts'
import { Source } from '#web/chronicCare/Why.tsx'
import { Tick } from '#web/ui/desk/fields.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/chronicCare/result/wayHome.css'

export type WayHomeProps = { readonly residentId: string; readonly diagnosis: string | undefined }

/** Beside the discharge pack: which criteria say that this chronic patient may go back to the base, and what they still want judged. */
export function WayHome({ residentId, diagnosis }: WayHomeProps) {
  const { t, language } = useWords()
  const [judged, judge] = useState<readonly JudgedAtDischarge[]>([])
  const input = {
    residentId,
    ...(diagnosis ? { diagnosis } : {}),
    ...(judged.length > 0 ? { judged: judged.join() } : {}),
  }
  const { data } = useAsk(chronicCareContract.openWayHome, input, { keepPrevious: true })
  if (!data || data.diseases.length === 0) return null
  const list = (parts: readonly string[]) => parts.join(language === 'zh' ? '、' : ', ')
  return (
    <fieldset className="way-home">
      <legend>{t({ zh: '回基层条件', en: 'May they go back to the base?' })}</legend>
      <p className="hint">
        {list(data.diseases.map((each) => t(each)))} ·{' '}
        {t({ zh: '供参考,由医生决定;勾选您的判断', en: 'advice, the doctor decides; tick what you judge to be so' })}
      </p>
      <div className="way-home-asked">
        {data.asked.map(({ field, label }) => (
          <Tick
            key={field}
            label={label}
            checked={judged.includes(field)}
            onTick={(isSo) => judge(isSo ? [...judged, field] : judged.filter((each) => each !== field))}
          />
        ))}
      </div>
      {data.met.length > 0 && (
        <ul className="way-home-met" aria-label={t({ zh: '已满足', en: 'Met' })}>
          {data.met.map((each) => (
            <li key={each.criterionId}>
              <Icon name="check" size={14} />
              <div>
                <b>{t(each.label)}</b>
                {each.to && <span className="muted"> · {t(places[each.to])}</span>}
                {each.because.length > 0 && (
                  <p className="muted">{list(each.because.map(({ label, value }) => `${t(label)} ${t(value)}`))}</p>
                )}
                <Source basis={each.basis} />
              </div>
            </li>
          ))}
        </ul>
      )}
      {data.met.length === 0 && (
        <p className="muted">{t({ zh: '还没有满足的条件', en: 'No criterion is met so far' })}</p>
      )}
      {data.open.length > 0 && (
        <details>
          <summary>
            <Icon name="chevronRight" size={14} />{' '}
            {t({ zh: `还有 ${data.open.length} 条待判断`, en: `${data.open.length} more to be judged` })}
          </summary>
          <ul>
            {data.open.map((each) => (
              <li key={each.criterionId}>
                {t(each.label)}
                <span className="muted">
                  {' '}
                  · {t({ zh: '还要判断:', en: 'still to judge: ' })}
                  {list(each.missing.map((part) => t(part)))}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </fieldset>
  )
}

const places = {
  village: { zh: '可回村卫生室随访', en: 'follow-up at the village clinic' },
  township: { zh: '可回乡镇卫生院', en: 'care at the township health center' },
} as const
