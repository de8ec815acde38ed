import { useState } from 'react'
import { useLocation } from 'wouter'
import { type Cockpit, type Figure, group } from '#governance/indicators/contract.ts'
import type { Standing } from '#web/indicators/place.ts'
import { Compared } from '#web/indicators/under/Compared.tsx'
import { MembersTable, type Sorting } from '#web/indicators/under/MembersTable.tsx'
import { groupIn } from '#web/indicators/words.ts'
import { useAddress } from '#web/ui/desk/address.ts'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'

/** What stands under the place: one figure drawn, and all of them in a table. */
export function Under({ cockpit, standing }: { cockpit: Cockpit; standing: Standing }) {
  const { t } = useWords()
  const [, navigate] = useLocation()
  const [read, write] = useAddress()
  const [sorting, setSorting] = useState<Sorting>()
  const compared = comparable(cockpit)
  const shown = compared.find((each) => each.id === read('show')) ?? preferred(compared)
  const wanted = read('group')
  const code = group.codes.find((each) => each === wanted) ?? shown?.group
  const groups = group.codes.filter((each) => compared.some((figure) => figure.group === each))
  if (cockpit.under.length === 0 || !shown) return null
  const cockpitHref = (placeId: number) => standing.cockpitHref({ placeId })
  const figureHref = (placeId: number) => `${cockpitHref(placeId)}&show=${shown.id}`
  function sort(id: string) {
    setSorting((before) => ({ id, from: before?.id === id && before.from === 'best' ? 'worst' : 'best' }))
    write({ show: id })
  }
  return (
    <>
      <Compared
        figure={shown}
        choices={compared}
        standing={standing}
        onChoose={(id) => write({ show: id, group: undefined })}
        onPlace={(placeId) => navigate(figureHref(placeId))}
        hrefOf={figureHref}
      />
      <Section
        title={{ zh: '下级逐项对比', en: 'Members, figure by figure' }}
        count={cockpit.under.length}
        tools={
          <select
            aria-label={t({ zh: '看哪个维度', en: 'Dimension' })}
            value={code}
            onChange={(event) => write({ group: event.target.value })}
          >
            {groups.map((each) => (
              <option key={each} value={each}>
                {t(groupIn(each))}
              </option>
            ))}
          </select>
        }
      >
        <MembersTable
          cockpit={cockpit}
          columns={compared.filter((each) => each.group === code)}
          sorting={sorting}
          onSort={sort}
          cockpitHref={cockpitHref}
          indicatorHref={(id, placeId) => standing.indicatorHref(id, { placeId })}
        />
      </Section>
    </>
  )
}

/** The figures that at least one member has a value of. */
function comparable({ figures, under }: Cockpit): readonly Figure[] {
  return figures.filter((_, index) => under.some(({ values }) => (values[index] ?? null) !== null))
}

/** One with a target is looked at first, and rather one that townships have too: it fills the map. */
function preferred(figures: readonly Figure[]): Figure | undefined {
  const aimed = figures.filter((each) => each.target !== null)
  return aimed.find((each) => each.levels.includes('township')) ?? aimed[0] ?? figures[0]
}
