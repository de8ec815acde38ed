import { money, moneyRounded } from '#web/ui/figures.ts'
import { useWords } from '#web/ui/words.ts'

export type MoneyProps = {
  readonly fen: number | bigint
  /** `rounded`: 2.94 亿元, with the exact amount on hovering. */
  readonly form?: 'exact' | 'rounded'
}

/** An amount with its unit: 1,234.50 元. Exact to the fen unless a rounded figure is asked for. */
export function Money({ fen, form = 'exact' }: MoneyProps) {
  const { language } = useWords()
  const exact = language === 'zh' ? `${money(fen)} 元` : `CNY ${money(fen)}`
  if (form === 'exact') return <span className="money">{exact}</span>
  const { figure, unit } = moneyRounded(fen, language)
  return (
    <span className="money" title={exact}>
      {language === 'zh' ? `${figure} ${unit}` : `CNY ${figure} ${unit}`.trim()}
    </span>
  )
}
