import { Link } from 'wouter'
import { light, type Opened } from '#governance/indicators/contract.ts'
import { tones } from '#web/indicators/Light.tsx'
import { Moved } from '#web/indicators/Moved.tsx'
import { membersOf } from '#web/indicators/under/members.ts'
import { partsIn, placeIn, unknownIn, valueIn } from '#web/indicators/words.ts'
import { Section } from '#web/ui/Section.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

/** What stands under the place, the best first, each with this year and last; a name goes one step down. */
export function MembersList({ opened, hrefOf }: { opened: Opened; hrefOf: (placeId: number) => string }) {
  const { t } = useWords()
  const { figure } = opened
  const under = membersOf(opened)
  if (under.length === 0) return null
  const sign = figure.better === 'lower' ? 1 : -1
  const worst = Number.NEGATIVE_INFINITY * -sign
  const members = under.toSorted((a, b) => sign * ((a.value.value ?? worst) - (b.value.value ?? worst)) || 0)
  return (
    <Section title={{ zh: '下级', en: 'Members' }} count={under.length}>
      <div className="table-scroll">
        <table className="figure-lines">
          <thead>
            <tr>
              <th scope="col">{t({ zh: '名称', en: 'Name' })}</th>
              <th scope="col" className="right">
                {t({ zh: '数值', en: 'Value' })}
              </th>
              <th scope="col">{t({ zh: '对照目标', en: 'Against the target' })}</th>
              <th scope="col" className="right">
                {t({ zh: '去年同期', en: 'A year before' })}
              </th>
              <th scope="col">{t({ zh: '较去年', en: 'On last year' })}</th>
            </tr>
          </thead>
          <tbody>
            {members.map((member) => (
              <Member key={member.place.placeId} member={member} opened={opened} href={hrefOf(member.place.placeId)} />
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}

function Member({ member, opened, href }: { member: Opened['under'][number]; opened: Opened; href: string }) {
  const { t, language } = useWords()
  const { figure } = opened
  const { value, previous, light: shown } = member
  const parts = partsIn({ ...figure, ...value })
  const name = (
    <th scope="row">
      <Link href={href}>{t(placeIn(member.place))}</Link>
    </th>
  )
  if (value.value === null)
    return (
      <tr>
        {name}
        <td colSpan={4} className="reason">
          {t(unknownIn(value))}
        </td>
      </tr>
    )
  return (
    <tr>
      {name}
      <td className="right">
        <b>{valueIn(figure.unit, value.value, language)}</b>
        {parts && <span className="of">{t(parts)}</span>}
      </td>
      <td>
        {shown ? (
          <Tag tone={tones[shown]}>{t(light.labels[shown])}</Tag>
        ) : (
          <span className="hint">{t({ zh: '无目标', en: 'no target' })}</span>
        )}
      </td>
      <td className="right">
        {previous.value === null ? (
          <span className="hint">{t({ zh: '未知', en: 'unknown' })}</span>
        ) : (
          valueIn(figure.unit, previous.value, language)
        )}
      </td>
      <td>
        <Moved figure={{ ...figure, value: value.value, previous }} isShort />
      </td>
    </tr>
  )
}
