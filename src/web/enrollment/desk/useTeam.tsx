import { enrollmentContract, type TeamCard } from '#care/enrollment/contract.ts'
import { useInAddress } from '#web/ui/desk/address.ts'
import { Pick } from '#web/ui/desk/fields.tsx'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

/** Teams of the own facility; whoever answers for the county sees all of them. */
export function useTeams() {
  const { role, facilityId } = useMe()
  const isCounty = role === 'consortiumManager' || role === 'healthBureau'
  return useAsk(enrollmentContract.listTeams, isCounty ? {} : { facilityId }, { live: ['enrollment'] })
}

/** The team that is looked at, kept in the address. */
export function useTeam() {
  const asked = useTeams()
  const [chosen, choose] = useInAddress('team')
  const items = asked.data?.items ?? []
  return { asked, items, team: items.find((each) => each.teamId === chosen) ?? items[0], choose }
}

export function TeamPick({
  items,
  team,
  onPick,
}: {
  items: readonly TeamCard[]
  team: TeamCard | undefined
  onPick: (teamId: string) => void
}) {
  return (
    <Pick
      label={{ zh: '团队', en: 'Team' }}
      value={team?.teamId ?? ''}
      onPick={onPick}
      choices={items.map((each) => ({ value: each.teamId, name: each.name }))}
    />
  )
}
