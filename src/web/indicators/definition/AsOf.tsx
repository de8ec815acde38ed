import type { Opened } from '#governance/indicators/contract.ts'
import { countedIn, movedIn, unknownIn, valueIn } from '#web/indicators/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { useAddress } from '#web/ui/desk/address.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Pick } from '#web/ui/desk/fields.tsx'
import { Section } from '#web/ui/Section.tsx'
import { today } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'

/** The figure as it was known at the end of another day, or by another edition, beside that of now. */
export function AsOf({ opened }: { opened: Opened }) {
  const { t } = useWords()
  const [read, write] = useAddress()
  const [asOf, edition] = [read('asOf') ?? '', read('edition') ?? '']
  const { editions } = opened.definition
  const inForce = editions.find((each) => each.isInForce)
  return (
    <Section
      title={{ zh: '当时是多少', en: 'As it was known' }}
      note={t({
        zh: '按当天 24 时前已登记的数据,或换一个口径',
        en: 'from what had been recorded by the end of a day, or by another edition',
      })}
    >
      <div className="as-of-fields">
        <DayField
          label={{ zh: '截至哪天所知', en: 'Known on' }}
          value={asOf}
          max={today(now())}
          optional
          onDay={(on) => write({ asOf: on || undefined })}
        />
        {editions.length > 1 && (
          <Pick
            label={{ zh: '口径', en: 'Edition' }}
            value={edition || (inForce?.id ?? '')}
            onPick={(id) => write({ edition: id === inForce?.id ? undefined : id })}
            choices={editions.map((each) => ({
              value: each.id,
              name: each.isInForce ? { zh: `${each.name.zh}(采用中)`, en: `${each.name.en} (in force)` } : each.name,
            }))}
          />
        )}
        {(asOf || edition) && (
          <Button tone="text" onClick={() => write({ asOf: undefined, edition: undefined })}>
            {t({ zh: '只看现在', en: 'Only now' })}
          </Button>
        )}
      </div>
      {opened.compared && <Beside opened={opened} compared={opened.compared} />}
    </Section>
  )
}

function Beside({ opened, compared }: { opened: Opened; compared: NonNullable<Opened['compared']> }) {
  const { t, language } = useWords()
  const { figure, definition } = opened
  const edition = definition.editions.find((each) => each.id === compared.edition)
  const moved = movedIn(figure.unit, figure.value, compared.value)
  const rows = [
    {
      key: 'then',
      head: (
        <>
          <Day on={compared.asOf} /> {edition && definition.editions.length > 1 && t(edition.name)}
        </>
      ),
      value: compared,
    },
    { key: 'now', head: t({ zh: '现在', en: 'Now' }), value: figure },
  ]
  return (
    <div className="table-scroll">
      <table className="figure-lines as-of">
        <thead>
          <tr>
            <th scope="col">{t({ zh: '所知', en: 'Known' })}</th>
            <th scope="col" className="right">
              {t({ zh: '数值', en: 'Value' })}
            </th>
            <th scope="col" className="right">
              {t({ zh: '分子', en: 'Numerator' })}
            </th>
            <th scope="col" className="right">
              {t({ zh: '分母', en: 'Denominator' })}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, head, value }) => (
            <tr key={key}>
              <th scope="row">{head}</th>
              <td className="right">
                {value.value === null ? (
                  <span className="hint">{t(unknownIn(value))}</span>
                ) : (
                  <b>{valueIn(figure.unit, value.value, language)}</b>
                )}
              </td>
              <td className="right">
                {value.numerator === null ? '–' : countedIn(figure.counted.numerator, value.numerator, language)}
              </td>
              <td className="right">
                {value.denominator === null ? '–' : countedIn(figure.counted.denominator, value.denominator, language)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t({ zh: '相差', en: 'Difference' })}</th>
            <td className="right">
              {moved ? t(moved) : t({ zh: '无法相减:有一边未知', en: 'None: one side is unknown' })}
            </td>
            <td colSpan={2} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}
