import { role } from '#registry/access/roles.ts'
import { authorityContract } from '#registry/authority/contract.ts'
import { body, power } from '#registry/authority/labels.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/oversight/oversight.css'

/** Who holds which power, why, and since when. */
export function PowersScreen() {
  const { t } = useWords()
  const asked = useAsk(authorityContract.listPowers, {}, { live: ['power'] })
  return (
    <DeskPage
      title={{ zh: '权责清单', en: 'List of powers' }}
      hint={t({ zh: '本地归属只能收窄功能权限,不能扩大', en: 'The county takes away, it never adds' })}
    >
      <Answered asked={asked} rows={6}>
        {({ items }) => (
          <div className="oversight-cards">
            {items.map((each) => (
              <Section
                key={each.power}
                title={power.labels[each.power]}
                note={
                  each.isCounty ? t({ zh: '本地归属', en: 'county line' }) : t({ zh: '平台默认', en: 'as delivered' })
                }
              >
                <Facts
                  facts={[
                    { name: { zh: '归属', en: 'Owner' }, value: t(role.labels[each.owner]) },
                    { name: { zh: '主体', en: 'Body' }, value: t(body.labels[each.body]) },
                    {
                      name: { zh: '功能', en: 'Covers' },
                      value: each.capabilities.map((c) => t(c)).join(t({ zh: '、', en: ', ' })),
                    },
                    { name: { zh: '依据', en: 'Basis' }, value: t(each.basis) },
                  ]}
                />
                {each.history.length > 0 && (
                  <ul className="oversight-history">
                    {each.history.map((line) => (
                      <li key={line.lineId}>
                        <Day on={line.from} /> – {line.until ? <Day on={line.until} /> : t({ zh: '至今', en: 'now' })}{' '}
                        {t(role.labels[line.owner])}
                        <span className="hint">
                          {' '}
                          {line.reason} · {line.source} · {line.by}
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
              </Section>
            ))}
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}
