import type { CountyMap, Department, Facility } from './map.ts'
import { type Random, shuffled } from './random.ts'
import { type ReferralReason, referralReasons } from './referralReasons.ts'
import type { Resident } from './residents.ts'
import type { Story } from './stories.ts'
import type { StaffMember, Workforce } from './workforce.ts'

/** Who plays a story: the patient with a reason to be referred, and everybody who acts on it. */
export type Cast = {
  readonly resident: Resident
  readonly reason: ReferralReason
  readonly from: Facility
  readonly doctor: StaffMember
  readonly to: Facility
  readonly department: Department
  readonly desk: StaffMember
  readonly specialist: StaffMember
  readonly manager: StaffMember
  /** Who takes the patient home again. */
  readonly homeDoctor: StaffMember
}

type Tools = {
  readonly map: CountyMap
  readonly workforce: Workforce
  readonly residents: readonly Resident[]
  readonly random: Random
}

/** Finds a cast for one story after the other; nobody is referred twice. `near` asks for somebody of the first village. */
export function castFinder({ map, workforce, residents, random }: Tools): (story: Story, near: boolean) => Cast | undefined {
  const [first] = map.villages
  const order = shuffled(residents, random)
  const close = order.filter((r) => r.village === first)
  const others = order.filter((r) => r.village !== first)

  function hospitalFor(story: Story, near: boolean): Facility {
    return near || story.from === 'hospital' || random.chance(0.75) ? map.lead : random.pick(map.hospitals)
  }
  const told = new Map<ReferralReason, number>()
  const timesTold = (reason: ReferralReason) => told.get(reason) ?? 0
  function reasonFor(resident: Resident, hospital: Facility, story: Story): ReferralReason | undefined {
    const fitting = referralReasons.filter(
      (r) =>
        fits(r, resident) &&
        (story.unit === 'any' || story.unit === 'none' || r.unit === story.unit) &&
        hospital.departments.some((d) => d.kind === r.department),
    )
    const rarest = Math.min(...fitting.map(timesTold))
    const reason = fitting.find((r) => timesTold(r) === rarest)
    if (reason) told.set(reason, rarest + 1)
    return reason
  }
  function senderOf(story: Story, { village }: Resident): Facility {
    if (story.from === 'hospital') return map.hospitals[1] ?? village.township
    return story.from === 'village' ? village.clinic : village.township
  }
  function castOf(resident: Resident, reason: ReferralReason, { story, to }: { story: Story; to: Facility }): Cast | undefined {
    const from = senderOf(story, resident)
    const kind = story.urgency === 'emergency' ? 'emergency' : reason.department
    const department = to.departments.find((d) => d.kind === kind) ?? to.departments.find((d) => d.kind === reason.department)
    const [doctor] = workforce.doctorsAt(from.id)
    const desk = workforce.holderOf('referralDesk', to)
    const manager = workforce.holderOf('hospitalManager', to)
    const [homeDoctor] = workforce.doctorsAt(resident.village.clinic.id)
    const [specialist] = department ? workforce.doctorsAt(department.id) : []
    if (!department || !doctor || !desk || !manager || !homeDoctor || !specialist || from === to) return undefined
    return { resident, reason, from, doctor, to, department, desk, specialist, manager, homeDoctor }
  }

  return (story, near) => {
    const pool = near && close.length > 0 ? close : others.length > 0 ? others : close
    for (let tries = 0; tries < pool.length; tries++) {
      const resident = pool.pop() as Resident
      const to = story.stage.startsWith('outside') ? map.lead : hospitalFor(story, near)
      const reason = reasonFor(resident, to, story)
      const cast = reason && castOf(resident, reason, { story, to })
      if (cast) return cast
      // Perhaps there is a story for them later.
      pool.unshift(resident)
    }
    return undefined
  }
}

function fits({ who }: ReferralReason, { age, sex, conditions }: Resident): boolean {
  if (who.condition && !conditions.includes(who.condition)) return false
  return (!who.sex || who.sex === sex) && age >= (who.from ?? 0) && age <= (who.until ?? 150)
}
