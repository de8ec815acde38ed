import type { DepartmentKind } from '#registry/facility/contract.ts'
import type { CountyMap, Department, Facility, Village } from './map.ts'
import { type Random, weighted } from './random.ts'
import type { StaffMember, Workforce } from './workforce.ts'

export type Level = 'village' | 'township' | 'county' | 'city'
export type TreatingPlace = {
  readonly facility: Facility
  readonly department: Department | null
  readonly doctor: StaffMember | undefined
}
export type FindPlace = (want: { level: Level; village: Village; department: DepartmentKind; random: Random }) => TreatingPlace

/** Who treats what, where: the department that fits, or the one that takes everybody. */
export function placeFinder(map: CountyMap, workforce: Workforce): FindPlace {
  const drawers = new Map<string, (random: Random) => { facility: Facility; department: Department | null }>()

  function hospitalFor(level: 'county' | 'city', kind: DepartmentKind) {
    const key = `${level} ${kind}`
    let draw = drawers.get(key)
    if (!draw) {
      const hospitals = level === 'city' ? [map.city] : map.hospitals
      const offers = (wanted: DepartmentKind) =>
        hospitals.flatMap((facility) => facility.departments.filter((d) => d.kind === wanted).map((department) => ({ facility, department })))
      const fallback = level === 'city' ? 'generalSurgery' : 'internalMedicine'
      const places = [offers(kind), offers(fallback)].find((found) => found.length > 0) ?? []
      // The lead hospital sees three times as many as another one.
      draw = weighted(places.map((place) => [place, place.facility === map.lead ? 3 : 1] as const))
      drawers.set(key, draw)
    }
    return draw
  }
  function doctorOf(department: Department | null, facility: Facility, random: Random): StaffMember | undefined {
    const there = workforce.doctorsAt(department?.id ?? facility.id)
    return there.length > 0 ? random.pick(there) : workforce.doctorsAt(facility.id)[0]
  }

  return ({ level, village, department, random }) => {
    if (level === 'county' || level === 'city') {
      const place = hospitalFor(level, department)(random)
      return { ...place, doctor: doctorOf(place.department, place.facility, random) }
    }
    const facility = level === 'village' ? village.clinic : village.township
    const own = facility.departments.find((d) => d.kind === department) ?? facility.departments[0] ?? null
    return { facility, department: own, doctor: doctorOf(own, facility, random) }
  }
}
