import { settlementFields } from '../../settlement/fields/settlement.ts'
import type { RegisterKind } from '../labels.ts'
import { capacityFields } from './capacity.ts'
import { facilityFields } from './facilities.ts'
import type { Field } from './field.ts'
import { residentFields } from './residents.ts'
import { staffFields } from './staff.ts'

/** The columns of every register. */
export const fieldsOf: Readonly<Record<RegisterKind, readonly Field[]>> = {
  facilities: facilityFields,
  staff: staffFields,
  capacity: capacityFields,
  residents: residentFields,
  settlement: settlementFields,
}

export function fieldNamed(register: RegisterKind, key: string): Field | undefined {
  return fieldsOf[register].find((field) => field.key === key)
}
