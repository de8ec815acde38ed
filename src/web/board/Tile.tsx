import { type BoardFigure, definition } from '#governance/board/contract.ts'
import { Counted, Num } from '#web/board/Num.tsx'
import { Spark } from '#web/board/Spark.tsx'
import { moved, nameOf, unitOf, unknownIn, valueIn } from '#web/board/words.ts'
import { sourceInWords } from '#web/rules/sources.ts'
import { change } from '#web/ui/figures.ts'
import { Tag } from '#web/ui/Tag.tsx'
import { lastingInWords } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'

/** One figure with all it needs to be believed: target, what it was, twelve months, and the rows above and below its line. */
export function Tile({ figure, compared }: { figure: BoardFigure; compared: { zh: string; en: string } }) {
  const { t, language } = useWords()
  const { key, form, value, direction } = figure
  const on = direction ? { direction } : {}
  const isCount = form === 'count'
  return (
    <article className="tile" title={t(definition[key])}>
      <header>
        <h3>{t(nameOf(key, direction))}</h3>
        <Target figure={figure} />
      </header>
      <div className="tile-body">
        <p className="tile-value">
          {value === null ? (
            <b className="unknown">{t({ zh: '未知', en: 'Unknown' })}</b>
          ) : (
            <b>
              {isCount ? (
                <Num which={{ ...on, figure: key }} value={figure.numerator} />
              ) : (
                valueIn(form, value, language)
              )}
              {isCount && <span className="unit"> {t(unitOf(key))}</span>}
            </b>
          )}
        </p>
        <Spark values={figure.trend} />
      </div>
      <p className="hint">
        {value === null ? (
          t(unknownIn(figure.unknown))
        ) : (
          <>
            {!isCount && (
              <>
                <Counted cell={figure} on={form === 'growth' ? {} : on} />
                {form === 'quantile' && figure.p95 !== null && (
                  <>
                    {' '}
                    ·{' '}
                    {t({
                      zh: `95 % 在 ${lastingInWords(figure.p95 * 60_000, 'zh')}内`,
                      en: `95 % within ${lastingInWords(figure.p95 * 60_000, 'en')}`,
                    })}
                  </>
                )}
                {figure.baseYear && <> · {t({ zh: `对比 ${figure.baseYear} 年`, en: `against ${figure.baseYear}` })}</>}
                {' · '}
              </>
            )}
            <Before figure={figure} compared={compared} />
          </>
        )}
      </p>
    </article>
  )
}

function Before({ figure, compared }: { figure: BoardFigure; compared: { zh: string; en: string } }) {
  const { t, language } = useWords()
  const { form, value, previous, lastYear } = figure
  if (value === null || form === 'growth') return null
  const sides = [
    { name: compared, side: previous },
    { name: { zh: '去年同期', en: 'a year earlier' }, side: lastYear },
  ]
  return (
    <>
      {sides.map(({ name, side }, index) => {
        const by = side.value === null ? undefined : moved(form, value, side.value)
        const said = side.value === null ? t({ zh: '未知', en: 'unknown' }) : valueIn(form, side.value, language)
        return (
          <span key={name.en} title={side.value === null ? t(unknownIn(side.unknown)) : undefined}>
            {index > 0 && ' · '}
            {t(name)} {said}
            {by && ' '}
            {by && (
              <span className="moved">
                ({change(by.by, 1)} {t(by.unit)})
              </span>
            )}
          </span>
        )
      })}
    </>
  )
}

/** 目标 ≥ 95 %, and whether it is met: in words, not by color alone. */
function Target({ figure: { target, value } }: { figure: BoardFigure }) {
  const { t } = useWords()
  if (!target) return null
  const isMet = value !== null && (target.is === 'atLeast' ? value >= target.value : value <= target.value)
  const aim = `${target.is === 'atLeast' ? '≥' : '≤'} ${target.value} %`
  const source = t(sourceInWords(target.source))
  return (
    <span title={t({ zh: `依据:${source}`, en: `Source: ${source}` })}>
      {value === null ? (
        <Tag>{t({ zh: `目标 ${aim}`, en: `Target ${aim}` })}</Tag>
      ) : (
        <Tag tone={isMet ? 'pine' : 'cinnabar'}>
          {isMet ? t({ zh: `达标 ${aim}`, en: `Meets ${aim}` }) : t({ zh: `未达 ${aim}`, en: `Misses ${aim}` })}
        </Tag>
      )}
    </span>
  )
}
