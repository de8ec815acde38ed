import { chargeKind } from '#record/visit/contract.ts'
import { added, type Charge, changedAt, nextCharge, sharesOf, type Wrong } from '#web/record/visit/draft.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { Money } from '#web/ui/Money.tsx'
import { useWords } from '#web/ui/words.ts'
import { Added } from '#web/workbenches/village/parts/Added.tsx'
import { Pick } from '#web/workbenches/village/parts/Pick.tsx'

export type ChargeLinesProps = {
  readonly charges: readonly Charge[]
  readonly wrong: Wrong
  readonly onChange: (charges: readonly Charge[]) => void
}

const kinds = chargeKind.codes.map((key) => ({ key, name: chargeKind.labels[key] }))

/** What it cost, in yuan; what the person pays is what the fund does not. */
export function ChargeLines({ charges, wrong, onChange }: ChargeLinesProps) {
  const { t } = useWords()
  const unit = <span className="unit">{t({ zh: '元', en: 'CNY' })}</span>

  function add() {
    onChange(added(charges, { kind: nextCharge(charges, 'generalTreatment'), amount: '', fund: '' }))
  }

  function set(key: number, part: Partial<Charge>) {
    onChange(changedAt(charges, key, part))
  }

  return (
    <>
      {charges.length > 0 && (
        <ul className="added-list">
          {charges.map((each) => (
            <Added
              key={each.key}
              name={t(chargeKind.labels[each.kind])}
              onRemove={() => onChange(charges.filter(({ key }) => key !== each.key))}
            >
              <Pick
                label={{ zh: '费用类别', en: 'Kind of charge' }}
                options={kinds}
                value={each.kind}
                onPick={(kind) => set(each.key, { kind })}
              />
              <div className="pair">
                <Field
                  label={{ zh: '金额', en: 'Amount' }}
                  inputMode="decimal"
                  value={each.amount}
                  wrong={wrong[`charge.${each.key}`]}
                  after={unit}
                  onChange={(event) => set(each.key, { amount: event.target.value })}
                />
                <Field
                  label={{ zh: '其中基金支付', en: 'Paid by the fund' }}
                  inputMode="decimal"
                  value={each.fund}
                  wrong={wrong[`fund.${each.key}`]}
                  after={unit}
                  onChange={(event) => set(each.key, { fund: event.target.value })}
                />
              </div>
              <p className="hint">
                {t({ zh: '个人支付', en: 'Paid by the person' })} <Money fen={sharesOf(each).selfPay} />
              </p>
            </Added>
          ))}
        </ul>
      )}
      <Button icon="plus" onClick={add}>
        {t({ zh: '加一项费用', en: 'Add a charge' })}
      </Button>
      {charges.length > 1 && (
        <p className="total">
          {t({ zh: '合计', en: 'Total' })}{' '}
          <b>
            <Money fen={charges.reduce((sum, each) => sum + sharesOf(each).amount, 0)} />
          </b>
        </p>
      )}
    </>
  )
}
