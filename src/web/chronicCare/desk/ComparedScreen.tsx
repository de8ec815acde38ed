import { chronicCareContract, type RuleBasis } from '#care/chronicCare/contract.ts'
import type { Output } from '#kernel/capability.ts'
import type { Words } from '#kernel/words.ts'
import { ChronicTabs } from '#web/chronicCare/desk/ChronicTabs.tsx'
import { Source } from '#web/chronicCare/Why.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/chronicCare/desk/panel.css'

type Item = Output<typeof chronicCareContract.openConflicts>['items'][number]

/** What the norm says and what the guideline says, item by item: what is used for reports and what for care. */
export function ComparedScreen() {
  const { t } = useWords()
  const [read, write] = useAddress()
  const asked = useAsk(chronicCareContract.openConflicts, {}, { freshSeconds: 300 })
  const show = oneOf(read('show'), ['differs', 'all'])
  const items = asked.data?.items ?? []
  const shown = items.filter((each) => show === 'all' || each.differs)
  return (
    <DeskPage title={{ zh: '慢病管理', en: 'Chronic care' }} hint={<ChronicTabs />}>
      <p className="muted">
        {t({
          zh: '报表分类、下次日期和考核按国家规范;给医生的诊疗参考按现行指南中更严的一条。两者不同的地方在这里一条条列出。',
          en: 'Reported classes, dates and figures follow the national norm; what is suggested to doctors follows the stricter guideline in force. Where they differ is listed here.',
        })}
      </p>
      <Answered asked={asked} rows={8} what={{ zh: '对照表', en: 'the table' }}>
        {(data) => (
          <div className="panel">
            <Counters
              label={{ zh: '看哪些条目', en: 'Which items' }}
              chosen={show}
              onChoose={(key) => write({ show: key === 'differs' ? undefined : key })}
              counters={[
                {
                  key: 'differs',
                  name: { zh: '不一致', en: 'differ' },
                  count: items.filter((each) => each.differs).length,
                  tone: 'amber',
                },
                { key: 'all', name: { zh: '全部条目', en: 'all items' }, count: items.length },
              ]}
            />
            {shown.length === 0 ? (
              <div className="sheet">
                <Empty title={{ zh: '没有不一致的条目', en: 'Nothing differs' }} />
              </div>
            ) : (
              <div className="sheet table-scroll">
                <table className="panel-table compared">
                  <caption>
                    {t({ zh: '按执行日期', en: 'As in force on' })} <Day on={data.on} />
                  </caption>
                  <thead>
                    <tr>
                      <th scope="col">{t({ zh: '病种与条目', en: 'Disease and item' })}</th>
                      <th scope="col">{t({ zh: '规范(报表用)', en: 'Norm (for reports)' })}</th>
                      <th scope="col">{t({ zh: '指南', en: 'Guidelines' })}</th>
                      <th scope="col">{t({ zh: '诊疗采用', en: 'Used in care' })}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {shown.map((each) => (
                      <Row key={`${each.disease} ${each.item.zh}`} item={each} />
                    ))}
                  </tbody>
                </table>
              </div>
            )}
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}

function Row({ item }: { item: Item }) {
  const { t } = useWords()
  return (
    <tr>
      <th scope="row">
        {t(item.item)}
        <span className="of">{t(item.label)}</span>
        {item.differs && <Tag tone="amber">{t({ zh: '不一致', en: 'differs' })}</Tag>}
      </th>
      <td>
        {item.norm ? (
          <Value {...item.norm} />
        ) : (
          <span className="muted">{t({ zh: '规范未规定', en: 'the norm is silent' })}</span>
        )}
      </td>
      <td>
        <ul className="editions">
          {item.guidelines.map((each) => (
            <li key={each.edition.zh} className={each.isInForce ? undefined : 'past'}>
              <Value value={each.value} basis={each.basis} edition={each.edition} />
              {!each.isInForce && <Tag>{t({ zh: '未在执行', en: 'not in force' })}</Tag>}
            </li>
          ))}
        </ul>
      </td>
      <td>
        <b>{t(item.care)}</b>
      </td>
    </tr>
  )
}

function Value({ value, basis, edition }: { value: Words; basis: RuleBasis; edition?: Words }) {
  const { t } = useWords()
  return (
    <>
      {t(value)}
      <Source basis={basis} edition={edition} />
    </>
  )
}
