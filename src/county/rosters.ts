import type { Day } from '#kernel/calendar.ts'
import type { CountyMap } from './map.ts'
import { beginningOf } from './organization.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import type { Workforce } from './workforce.ts'

type Tools = { readonly map: CountyMap; readonly workforce: Workforce; readonly today: Day; readonly newId: () => string }

/** Each township has an integrated clinic, and every other one a joint ward: a fixed specialist of the lead hospital and a nurse (S-021 to S-023). */
export function writeRosters(add: Add, { map, workforce, today, newId }: Tools): void {
  const medicine = map.lead.departments.filter((d) => d.kind === 'cardiology' || d.kind === 'endocrinology' || d.kind === 'internalMedicine')
  const specialists = medicine.flatMap((d) => workforce.doctorsAt(d.id))
  for (const [i, township] of map.townships.entries()) {
    const nurses = workforce.people.filter((p) => p.workplace === township && p.profession === 'nurse')
    const places = [['integratedClinic', '慢病一体化门诊'] as const, ...(i % 2 === 0 ? [['jointWard', '联合病房'] as const] : [])]
    for (const [j, [kind, name]] of places.entries()) {
      const id = newId()
      add(sheets.rosterPlace, { id, facility_id: township.id, kind, name, from_day: beginningOf(today) })
      const turns = [
        { who: specialists[(i * 2 + j) % specialists.length], role: 'specialist', weekdays: [1 + ((i + j) % 5), 1 + ((i + j + 2) % 5)] },
        { who: nurses[j % Math.max(1, nurses.length)], role: 'nurse', weekdays: [1, 2, 3, 4, 5] },
      ]
      for (const { who, role, weekdays } of turns) {
        if (!who) continue
        const turn = { staff_id: who.id, staff_name: who.name, from_facility_id: who.workplace.id, role, weekdays: weekdays.toSorted() }
        add(sheets.rosterTurn, { id: newId(), place_id: id, ...turn, from_day: beginningOf(today) })
      }
    }
  }
}
