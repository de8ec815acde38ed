import type { Figure } from '#governance/indicators/contract.ts'
import { movedIn, turnOf } from '#web/indicators/words.ts'
import { useWords } from '#web/ui/words.ts'

const sides = { '1': 'good', '-1': 'bad', '0': undefined } as const

export type MovedProps = {
  readonly figure: Pick<Figure, 'unit' | 'better' | 'value'> & { readonly previous: Pick<Figure['previous'], 'value'> }
  /** In a column whose head says it already. */
  readonly isShort?: boolean
}

/** 较去年 +1.20 个百分点; where last year is not known, that. */
export function Moved({ figure, isShort = false }: MovedProps) {
  const { t } = useWords()
  const { unit, better, value, previous } = figure
  const by = movedIn(unit, value, previous.value)
  if (!by)
    return isShort ? (
      <span className="hint">{t({ zh: '无可比', en: 'none' })}</span>
    ) : (
      <span>{t({ zh: '无上年可比', en: 'no last year' })}</span>
    )
  const said = isShort ? by : { zh: `较去年 ${by.zh}`, en: `${by.en} on last year` }
  return <span className={sides[`${turnOf(better, value, previous.value)}`]}>{t(said)}</span>
}
