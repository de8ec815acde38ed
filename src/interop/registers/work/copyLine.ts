import { copyText, listText } from '../../copyText.ts'
import type { Judged } from './matching.ts'

/** One person as a line of COPY into `registers.staged`, its columns in their order. `householdKey`: under which the household stands. */
export function copyLine(batch: number, { person: ready, verdict }: Judged, householdKey: Buffer | null): string {
  const { row, id, person, sealed, keys, rowKeys } = ready
  return copyText([
    batch,
    row,
    id,
    verdict.verdict,
    verdict.verdict === 'same' ? verdict.who.residentId : null,
    person.home.id,
    householdKey,
    ready.householdId,
    person.relation === 'head',
    person.relation,
    person.name,
    person.sex,
    person.birthDate,
    person.village,
    person.address,
    person.grid,
    person.home.divisionCode,
    sealed?.phone,
    keys.phones.at(-1),
    person.insurance,
    person.priorityGroups && listText(person.priorityGroups),
    sealed?.number,
    keys.numbers.at(-1),
    person.nationalId?.slice(-4) ?? '',
    listText(sealed?.terms ?? []),
    rowKeys.at(-1),
    sealed?.sound ?? '',
    listText(keys.phones.map((blind) => `\\x${blind.toString('hex')}`)),
  ])
}
