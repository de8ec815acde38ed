import { useState } from 'react'
import { facilityContract } from '#registry/facility/contract.ts'
import type { CallDraft } from '#web/chronicCare/call/draft.ts'
import { Chips } from '#web/chronicCare/form/Chips.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Answered } from '#web/ui/states.tsx'
import { useAsk } from '#web/wire/ask.ts'

/** Where somebody went: out of the county, or to the clinic that takes over. */
export function MovedTo({ draft, set }: { draft: CallDraft; set: (part: Partial<CallDraft>) => void }) {
  const [q, search] = useState('')
  const asked = useAsk(
    facilityContract.findFacilities,
    { kind: 'villageClinic', ...(q ? { q } : {}), limit: 8 },
    { when: draft.within, keepPrevious: true },
  )
  return (
    <>
      <Chips
        label={{ zh: '搬到哪里', en: 'Where to' }}
        options={[
          { key: 'away', name: { zh: '离开本县', en: 'Out of the county' } },
          { key: 'within', name: { zh: '还在本县', en: 'Within the county' } },
        ]}
        value={draft.within ? 'within' : 'away'}
        onChoose={(place) => set({ within: place === 'within', movedTo: undefined })}
      />
      {draft.within && (
        <>
          <SearchBox
            label={{ zh: '新的村卫生室:名称或首字母', en: 'The new clinic: name or initials' }}
            onSearch={search}
          />
          <Answered asked={asked} rows={2} what={{ zh: '机构', en: 'the clinics' }}>
            {({ items }) => (
              <Chips
                label={{ zh: '由谁接管', en: 'Who takes over' }}
                options={items.map((each) => ({ key: each.facilityId, name: each.shortName }))}
                value={draft.movedTo}
                onChoose={(movedTo) => set({ movedTo })}
              />
            )}
          </Answered>
        </>
      )}
    </>
  )
}
