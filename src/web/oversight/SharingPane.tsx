import { useState } from 'react'
import { type RoleName, role } from '#registry/access/roles.ts'
import { basisKind, dataOwner, fieldSet } from '#registry/sharing/labels.ts'
import { SetSharing, type SharedSet } from '#web/oversight/SetSharing.tsx'
import { sourceInWords } from '#web/rules/sources.ts'
import { Button } from '#web/ui/Button.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'

/** Who sets the county's own rules. */
function setsRules(acting: RoleName): boolean {
  return acting === 'consortiumManager' || acting === 'healthBureau'
}

/** One set of fields: whose it is, who gets it on which grounds, and the county's own rule. */
export function SharingPane({ shared }: { shared: SharedSet }) {
  const { t } = useWords()
  const { role: acting } = useMe()
  const [isSetting, set] = useState(false)
  const comma = t({ zh: '、', en: ', ' })
  return (
    <div className="oversight-pane">
      <h2>{t(fieldSet.labels[shared.set])}</h2>
      <Facts
        facts={[
          { name: { zh: '归口', en: 'Owner' }, value: t(dataOwner.labels[shared.owner]) },
          {
            name: { zh: '共享依据', en: 'Basis' },
            value: shared.bases.map((each) => t(basisKind.labels[each])).join(comma),
          },
          {
            name: { zh: '接收岗位', en: 'To whom' },
            value: shared.recipients.map((each) => t(role.labels[each])).join(comma),
          },
          { name: { zh: '生效', en: 'Since' }, value: <Day on={shared.from} /> },
          { name: { zh: '来源', en: 'Source' }, value: t(sourceInWords(shared.source)) },
        ]}
      />
      {isSetting ? (
        <SetSharing shared={shared} onClose={() => set(false)} />
      ) : (
        setsRules(acting) && (
          <div className="acts">
            <Button tone="primary" onClick={() => set(true)}>
              {t({ zh: '设定本地规则', en: 'Set a county rule' })}
            </Button>
          </div>
        )
      )}
    </div>
  )
}
