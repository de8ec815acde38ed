import { role } from '#registry/access/roles.ts'
import { sharingContract } from '#registry/sharing/contract.ts'
import { basisKind, dataOwner, fieldSet } from '#registry/sharing/labels.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/oversight/oversight.css'

/** Who owns which data, and on which grounds and to whom it is shared. */
export function SharingScreen() {
  const { t } = useWords()
  const asked = useAsk(sharingContract.listSharing, {}, { live: ['policy'] })
  const comma = t({ zh: '、', en: ', ' })
  return (
    <DeskPage title={{ zh: '数据共享目录', en: 'Catalog of shared data' }}>
      <Answered asked={asked} rows={6}>
        {({ items }) => (
          <div className="oversight-cards">
            {items.map((each) => (
              <Section
                key={each.set}
                title={fieldSet.labels[each.set]}
                note={
                  each.isLocal ? t({ zh: '本地规则', en: 'county rule' }) : t({ zh: '平台默认', en: 'as delivered' })
                }
              >
                <Facts
                  facts={[
                    { name: { zh: '归口', en: 'Owner' }, value: t(dataOwner.labels[each.owner]) },
                    {
                      name: { zh: '共享依据', en: 'On which basis' },
                      value: each.bases.map((b) => t(basisKind.labels[b])).join(comma),
                    },
                    {
                      name: { zh: '接收岗位', en: 'To whom' },
                      value: each.recipients.map((r) => t(role.labels[r])).join(comma),
                    },
                    { name: { zh: '生效', en: 'Since' }, value: <Day on={each.from} /> },
                  ]}
                />
              </Section>
            ))}
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}
