import { cancelOwn } from '#care/booking/index.ts'
import { type OwnReferral, referralsOf, withdrawForConsent } from '#care/referral/index.ts'
import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { resultsOf, summaryOf, visitsOf } from '#record/timeline/index.ts'
import { contactsOf, departmentsNamed, findFacility, namesOf } from '#registry/facility/index.ts'
import { mayActOn } from '#registry/portal/index.ts'
import { consentsOf, findResident, withdrawConsent } from '#registry/resident/index.ts'
import { residentViewContract } from './contract.ts'
import { cancelHours, shownKinds, withdrawable } from './policy.ts'
import { isComing, isOpenFor, whyNotWithdrawn } from './rules.ts'
import { bookingsShown, loopsShown } from './shown.ts'

export const residentViewActions = actions(residentViewContract, {
  async openHome({ scope, input }) {
    const row = (await findResident(scope, input.residentId)) ?? notFound()
    const [bookings, referrals, home, [doctor]] = await Promise.all([
      bookingsShown(scope, row.id),
      referralsOf(scope, row.id),
      findFacility(scope, row.home_facility_id),
      contactsOf(scope, row.home_facility_id),
    ])
    const open = referrals.filter((r) => isOpenFor({ direction: r.direction, status: r.status, settledAt: r.settled_at }))
    const coming = bookings.filter((b) => isComing({ ...b, becauseKind: '' }, scope.now)).toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
    return {
      name: row.name,
      birthDate: row.birth_date,
      home: {
        facility: home?.short_name ?? '',
        phone: home?.phone ?? null,
        doctor: doctor ? { name: doctor.name, phone: doctor.phone } : null,
      },
      next: coming[0] ?? null,
      loops: await loopsShown(scope, open, bookings),
    }
  },

  async listOwnBookings({ scope, input }) {
    return { items: await bookingsShown(scope, input.residentId), cancelHours: policyOf(scope, cancelHours) }
  },

  async cancelOwnBooking({ scope, input }) {
    const found = (await bookingsShown(scope, input.residentId)).find((b) => b.holdId === input.holdId) ?? notFound()
    if (found.cannotCancel === 'ofReferral') return refuse('ownedByReferral')
    if (found.cannotCancel === 'over') return refuse('notLive')
    if (found.cannotCancel) return refuse(found.cannotCancel)
    return (await cancelOwn(scope, { residentId: input.residentId, holdId: input.holdId, reason: input.reason ?? 'byResident' })) ?? notFound()
  },

  async listOwnVisits({ scope, input }) {
    const page = { kinds: policyOf(scope, shownKinds), limit: input.limit, position: positionOf(input.cursor, 2) }
    const { items, next } = await visitsOf(scope, input.residentId, page)
    return { items, cursor: next && cursorOf(next) }
  },

  async listOwnResults({ scope, input }) {
    if (!policyOf(scope, shownKinds).includes(input.kind)) return { items: [], cursor: null }
    const page = { kind: input.kind, limit: input.limit, position: positionOf(input.cursor, 2) }
    const { items, next } = await resultsOf(scope, input.residentId, page)
    return { items, cursor: next && cursorOf(next) }
  },

  async openOwnMedicines({ scope, input }) {
    const { allergies, prescriptions } = await summaryOf(scope, input.residentId)
    return {
      allergies: allergies.map((a) => ({ name: a.name, reaction: a.reaction, serious: a.criticality === 'high' })),
      medicines: prescriptions.map(({ name, dose, frequency, route, at, until, facility }) => ({ name, dose, frequency, route, at, until, facility })),
    }
  },

  async listConsents({ scope, input }) {
    const { given, referrals, on } = await loadConsents(scope, input.residentId)
    const [places, departments] = await Promise.all([
      namesOf(scope, [...given.map((c) => c.facility_id), ...[...referrals.values()].map((r) => r.to_facility_id)]),
      departmentsNamed(
        scope,
        [...referrals.values()].flatMap((r) => (r.to_department_id ? [r.to_department_id] : [])),
      ),
    ])
    return {
      items: given.map((c) => {
        const r = referrals.get(c.subject_id ?? '')
        const [by = '', ...name] = c.given_by.split(': ')
        return {
          consentId: c.id,
          kind: c.kind === 'referral' ? ('referral' as const) : ('other' as const),
          givenAt: c.given_at,
          facility: places.get(c.facility_id)?.name ?? '',
          givenBy: { by: by === 'guardian' ? ('guardian' as const) : ('patient' as const), name: name.join(': ') },
          about: r
            ? {
                to: r.external_place ?? places.get(r.to_facility_id)?.name ?? '',
                department: departments.get(r.to_department_id ?? '')?.name ?? null,
                status: r.status,
              }
            : null,
          withdrawnAt: c.withdrawn_at,
          cannotWithdraw: whyNotWithdrawn({ kind: c.kind, withdrawnAt: c.withdrawn_at }, { ...on, status: r?.status ?? null }),
        }
      }),
    }
  },

  async withdrawConsent({ scope, input }) {
    const { given, referrals, on } = await loadConsents(scope, input.residentId)
    const consent = given.find((c) => c.id === input.consentId) ?? notFound()
    const referral = referrals.get(consent.subject_id ?? '')
    const why = whyNotWithdrawn({ kind: consent.kind, withdrawnAt: consent.withdrawn_at }, { ...on, status: referral?.status ?? null })
    if (why) return refuse(why)
    if (!(await withdrawConsent(scope, consent.id))) return refuse('withdrawn')
    if (referral) await withdrawForConsent(scope, referral.id)
    return { consentId: consent.id, withdrawnAt: scope.now }
  },
})

async function loadConsents(scope: Scope, residentId: string) {
  const [given, own, mayDecide] = await Promise.all([consentsOf(scope, residentId), referralsOf(scope, residentId), mayActOn(scope, residentId, 'decide')])
  const referrals = new Map<string, OwnReferral>(own.map((r) => [r.id, r]))
  return { given, referrals, on: { kinds: policyOf(scope, withdrawable), mayDecide } }
}
