import { actions, cursorOf, positionOf, unless } from '#kernel/action.ts'
import { refuse } from '#kernel/refusal.ts'
import { notFound } from '#kernel/transaction.ts'
import { findStaff } from '#registry/staff/index.ts'
import { facilityContract } from './contract.ts'
import { consortiumWarning, isCreditCode, isFacilityCode } from './rules.ts'
import * as store from './store.ts'

export const facilityActions = actions(facilityContract, {
  async findFacilities({ scope, input }) {
    const after = positionOf(input.cursor, 1)?.[0] as string | undefined
    const rows = await store.searchFacilities(scope, { q: input.q, kind: input.kind, limit: input.limit + 1, after })
    const shown = rows.slice(0, input.limit)
    return { items: shown.map(card), cursor: rows.length > input.limit ? cursorOf([shown.at(-1)?.name ?? '']) : null }
  },

  async openFacility({ scope, input }) {
    const row = (await store.findFacility(scope, input.facilityId)) ?? notFound()
    const [departments, memberships, contacts] = await Promise.all([
      store.departmentsOf(scope, row.id),
      store.membershipsOf(scope, row.id),
      store.contactsOf(scope, row.id),
    ])
    return {
      ...card(row),
      address: row.address,
      facilityCode: row.facility_code,
      creditCode: row.credit_code,
      synthetic: row.synthetic,
      contacts,
      departments: departments.map((d) => ({ departmentId: d.id, kind: d.kind, name: d.name })),
      memberships: memberships.map((m) => ({ consortium: m.consortium, kind: m.kind, contract: m.contract, from: m.from_day, until: m.until_day })),
    }
  },

  async registerFacility({ scope, input }) {
    if (input.creditCode && !isCreditCode(input.creditCode)) return refuse('wrongCreditCode')
    if (input.facilityCode && !isFacilityCode(input.facilityCode)) return refuse('wrongFacilityCode')
    const { level = null, parentId = null, facilityCode = null, creditCode = null, phone = null, address = null } = input
    const added = store.insertFacility(scope, { ...input, level, parentId, facilityCode, creditCode, phone, address })
    const id = await unless(added, { facility_facility_code_key: refuse('codeTaken'), facility_credit_code_key: refuse('codeTaken') })
    return typeof id === 'string' ? { id } : id
  },

  async addDepartment({ scope, input }) {
    const id = await unless(store.insertDepartment(scope, input), { department_facility_id_name_key: refuse('nameTaken') })
    return typeof id === 'string' ? { id } : id
  },

  async listConsortia({ scope }) {
    return { items: await store.consortiaWithMembers(scope) }
  },

  async registerConsortium({ scope, input }) {
    const id = await store.insertConsortium(scope, input)
    const lead = { consortiumId: id, facilityId: input.leadId, kind: 'lead', contract: input.name, from: input.from, until: null }
    const joined = await unless(store.insertMembership(scope, lead), { membership_facility_id_daterange_excl: refuse('leadTaken') })
    return typeof joined === 'string' ? { id, warning: consortiumWarning(await store.countConsortia(scope, input.divisionCode)) } : joined
  },

  async joinConsortium({ scope, input }) {
    if (input.until !== undefined && input.until <= input.from) return refuse('emptyPeriod')
    const joined = store.insertMembership(scope, { ...input, until: input.until ?? null })
    const id = await unless(joined, { membership_facility_id_daterange_excl: refuse('alreadyMember') })
    return typeof id === 'string' ? { id } : id
  },

  async nameContact({ scope, input }) {
    if (scope.actor.role !== 'administrator' && !scope.actor.facilities.includes(input.facilityId)) return refuse('notYours')
    const person = (await findStaff(scope, input.staffId)) ?? notFound()
    const { facilityId, staffId, phone, departmentId = null } = input
    return { id: await store.insertContact(scope, { facilityId, departmentId, staffId, phone, name: person.name }) }
  },
})

function card(row: store.FacilityRow) {
  return {
    facilityId: row.id,
    name: row.name,
    shortName: row.short_name,
    kind: row.kind,
    level: row.level,
    divisionCode: row.division_code,
    parentName: row.parent_name,
    phone: row.phone,
  }
}
