import { useWords } from '#web/ui/words.ts'

type YearPickProps = {
  readonly value: number
  readonly years: readonly number[]
  readonly onPick: (year: string) => void
}

/** Which year a screen is about, among the tools of its heading. */
export function YearPick({ value, years, onPick }: YearPickProps) {
  const { t } = useWords()
  return (
    <select
      aria-label={t({ zh: '年度', en: 'Year' })}
      value={String(value)}
      onChange={(event) => onPick(event.target.value)}
    >
      {years.map((year) => (
        <option key={year} value={String(year)}>
          {t({ zh: `${year} 年`, en: String(year) })}
        </option>
      ))}
    </select>
  )
}
