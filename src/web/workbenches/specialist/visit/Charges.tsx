import { chargeKind } from '#record/visit/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Money } from '#web/ui/Money.tsx'
import { useWords } from '#web/ui/words.ts'
import type { Charge, Draft } from '#web/workbenches/specialist/visit/draft.ts'
import { fenOf } from '#web/workbenches/specialist/visit/yuan.ts'

export type ChargesProps = {
  readonly chosen: Draft['charges']
  readonly onChange: (chosen: Draft['charges']) => void
  readonly wrong: Readonly<Record<string, true>>
}

/** Written in yuan, sent in whole fen. Of each amount the fund pays a part; the rest is the patient's own. */
export function Charges({ chosen, onChange, wrong }: ChargesProps) {
  const { t } = useWords()
  const change = (key: string, part: Partial<Charge>) =>
    onChange(chosen.map((each) => (each.key === key ? { ...each, ...part } : each)))
  const sum = (of: (each: Charge) => number) => chosen.reduce((total, each) => total + of(each), 0)
  const amount = (each: Charge) => fenOf(each.amount) ?? 0
  const fund = (each: Charge) => fenOf(each.fund || '0') ?? 0
  return (
    <div className="form-fields">
      {chosen.length > 0 && (
        <table className="visit-charges">
          <thead>
            <tr>
              <th>{t({ zh: '项目', en: 'Item' })}</th>
              <th>{t({ zh: '金额', en: 'Amount' })}</th>
              <th>{t({ zh: '基金支付', en: 'Fund pays' })}</th>
              <th>{t({ zh: '个人支付', en: 'Own payment' })}</th>
              <th>
                <span className="said">{t({ zh: '去掉', en: 'Remove' })}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {chosen.map((each, index) => (
              <tr key={each.key} className={wrong[each.key] ? 'wrong' : undefined}>
                <td>
                  <select
                    aria-label={t({ zh: `第 ${index + 1} 项费用`, en: `Charge ${index + 1}` })}
                    value={each.kind}
                    onChange={(event) => change(each.key, { kind: event.target.value as Charge['kind'] })}
                  >
                    {chargeKind.codes.map((code) => (
                      <option key={code} value={code}>
                        {t(chargeKind.labels[code])}
                      </option>
                    ))}
                  </select>
                </td>
                <td>
                  <input
                    aria-label={t({ zh: `第 ${index + 1} 项金额`, en: `Amount ${index + 1}` })}
                    aria-invalid={wrong[each.key] ? true : undefined}
                    inputMode="decimal"
                    value={each.amount}
                    onChange={(event) => change(each.key, { amount: event.target.value })}
                  />
                </td>
                <td>
                  <input
                    aria-label={t({ zh: `第 ${index + 1} 项基金支付`, en: `Fund pays ${index + 1}` })}
                    inputMode="decimal"
                    placeholder="0"
                    value={each.fund}
                    onChange={(event) => change(each.key, { fund: event.target.value })}
                  />
                </td>
                <td className="right">
                  <Money fen={amount(each) - fund(each)} />
                </td>
                <td>
                  <Button
                    tone="text"
                    icon="close"
                    aria-label={t({ zh: `去掉第 ${index + 1} 项`, en: `Remove charge ${index + 1}` })}
                    onClick={() => onChange(chosen.filter((other) => other !== each))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t({ zh: '合计', en: 'Total' })}</th>
              <td>
                <Money fen={sum(amount)} />
              </td>
              <td>
                <Money fen={sum(fund)} />
              </td>
              <td className="right">
                <Money fen={sum(amount) - sum(fund)} />
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      )}
      {Object.keys(wrong).some((key) => chosen.some((each) => each.key === key)) && (
        <p className="field-said wrong">
          {t({
            zh: '金额填到分,如 12.50;基金支付不能超过金额',
            en: 'Amounts like 12.50; the fund cannot pay more than the amount',
          })}
        </p>
      )}
      <div>
        <Button
          icon="plus"
          onClick={() =>
            onChange([...chosen, { key: `c${Date.now()}${chosen.length}`, kind: next(chosen), amount: '', fund: '' }])
          }
        >
          {t({ zh: '加一项', en: 'Add a charge' })}
        </Button>
      </div>
    </div>
  )
}

/** What usually follows what: the consultation first, then the medicines. */
function next(chosen: Draft['charges']): Charge['kind'] {
  const taken = new Set(chosen.map((each) => each.kind))
  return (
    (['consultation', 'westernMedicine', 'laboratory', 'examination', 'treatment'] as const).find(
      (kind) => !taken.has(kind),
    ) ?? 'other'
  )
}
