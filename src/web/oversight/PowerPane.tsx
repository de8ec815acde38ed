import { useState } from 'react'
import { type RoleName, role } from '#registry/access/roles.ts'
import { body, power } from '#registry/authority/labels.ts'
import { EndPower, NamePower, type Power } from '#web/oversight/powerActs.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'

/** Who keeps the list, unless a line of it gives that to one of them alone. */
function keepsPowers(acting: RoleName): boolean {
  return acting === 'healthBureau' || acting === 'administrator'
}

/** One power: who holds it and why, who held it before, and who shall. */
export function PowerPane({ power: row }: { power: Power }) {
  const { t } = useWords()
  const { role: acting } = useMe()
  const [act, doing] = useState<'name' | 'end'>()
  const done = () => doing(undefined)
  return (
    <div className="oversight-pane">
      <h2>{t(power.labels[row.power])}</h2>
      <Facts
        facts={[
          { name: { zh: '归属', en: 'Owner' }, value: <b>{t(role.labels[row.owner])}</b> },
          { name: { zh: '主体', en: 'Body' }, value: t(body.labels[row.body]) },
          {
            name: { zh: '包含功能', en: 'Covers' },
            value: row.capabilities.map((each) => t(each)).join(t({ zh: '、', en: ', ' })),
          },
          { name: { zh: '依据', en: 'Basis' }, value: t(row.basis) },
        ]}
      />
      {row.history.length > 0 && <History row={row} />}
      {act === 'name' && <NamePower power={row} onClose={done} />}
      {act === 'end' && <EndPower power={row} onClose={done} />}
      {!act && keepsPowers(acting) && (
        <div className="acts">
          <Button tone="primary" onClick={() => doing('name')}>
            {t({ zh: '确定本地归属', en: 'Name the owner' })}
          </Button>
          {row.history.some((line) => line.until === null) && (
            <Button tone="danger" onClick={() => doing('end')}>
              {t({ zh: '取消本地归属', en: "End the county's line" })}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

function History({ row }: { row: Power }) {
  const { t } = useWords()
  return (
    <Section form="plain" title={{ zh: '本地归属的沿革', en: "The county's lines" }}>
      <ol className="oversight-history">
        {row.history.map((line) => (
          <li key={line.lineId}>
            <b>{t(role.labels[line.owner])}</b>{' '}
            <span>
              <Day on={line.from} /> – {line.until ? <Day on={line.until} /> : t({ zh: '至今', en: 'now' })}
            </span>
            <p>{line.reason}</p>
            <p className="hint">
              {line.source} · {line.by}
            </p>
          </li>
        ))}
      </ol>
    </Section>
  )
}
