import { chargeKind } from '#record/visit/contract.ts'
import { added, type Charge, changedAt, type Draft, nextCharge, sharesOf, type Wrong } from '#web/record/visit/draft.ts'
import { Button } from '#web/ui/Button.tsx'
import { Money } from '#web/ui/Money.tsx'
import { useWords } from '#web/ui/words.ts'

export type ChargesProps = {
  readonly chosen: Draft['charges']
  readonly onChange: (chosen: Draft['charges']) => void
  readonly wrong: Wrong
}

/** Written in yuan, sent in whole fen. Of each amount the fund pays a part; the rest is the patient's own. */
export function Charges({ chosen, onChange, wrong }: ChargesProps) {
  const { t } = useWords()
  const change = (key: number, part: Partial<Charge>) => onChange(changedAt(chosen, key, part))
  const shares = chosen.map(sharesOf)
  const sum = (of: keyof ReturnType<typeof sharesOf>) => shares.reduce((total, each) => total + each[of], 0)
  const said = chosen.flatMap(({ key }) => wrong[`charge.${key}`] ?? wrong[`fund.${key}`] ?? [])[0]
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
              <tr
                key={each.key}
                className={wrong[`charge.${each.key}`] || wrong[`fund.${each.key}`] ? 'wrong' : undefined}
              >
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
                    aria-invalid={wrong[`charge.${each.key}`] ? true : undefined}
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
                  <Money fen={sharesOf(each).selfPay} />
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
                <Money fen={sum('amount')} />
              </td>
              <td>
                <Money fen={sum('fundPay')} />
              </td>
              <td className="right">
                <Money fen={sum('selfPay')} />
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      )}
      {said && <p className="field-said wrong">{t(said)}</p>}
      <div>
        <Button
          icon="plus"
          onClick={() => onChange(added(chosen, { kind: nextCharge(chosen, 'consultation'), amount: '', fund: '' }))}
        >
          {t({ zh: '加一项', en: 'Add a charge' })}
        </Button>
      </div>
    </div>
  )
}
