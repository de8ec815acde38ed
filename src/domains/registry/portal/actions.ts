import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import { ageOn } from '#kernel/calendar.ts'
import { closeDuties } from '#kernel/duty.ts'
import { publish } from '#kernel/facts.ts'
import { messagesTo, sendMessage } from '#kernel/message.ts'
import { refuse } from '#kernel/refusal.ts'
import { idsOf, policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { findFacility } from '#registry/facility/index.ts'
import { findResident } from '#registry/resident/index.ts'
import { actingAs, end, give, mayActOn, proxyForResident, proxyForStaff } from './acting.ts'
import { portalContract } from './contract.ts'
import { endSession } from './entering.ts'
import { residentReachChanged } from './facts.ts'
import { listLooks, object, type TitleOf } from './looking.ts'
import { guardianUntilAge, largeTypeAge } from './policy.ts'
import { enterByCode, enterByPass, requestCode, type SigningIn, showPass } from './signingIn.ts'
import * as store from './store.ts'
import { shownMessage } from './texts.ts'

type Needs = SigningIn & { readonly titleOf: TitleOf }

export function portalActions(needs: Needs) {
  const { vault, titleOf } = needs
  return actions(portalContract, {
    requestCode: ({ scope, input }) => requestCode(scope, input, needs),
    enterByCode: ({ scope, input }) => enterByCode(scope, input, needs),
    enterByPass: ({ scope, input }) => enterByPass(scope, input),
    showPass: ({ scope, input }) => showPass(scope, input.residentId),

    async whoIsHere({ scope }) {
      const people = await store.peopleHere(scope)
      const self = people.find((each) => each.kind === 'self') ?? notFound()
      return {
        people: people.map((p) => ({ residentId: p.resident_id, name: p.name, birthDate: p.birth_date, kind: p.kind, reach: p.reach, until: p.until_at })),
        largeType: ageOn(self.birth_date, scope.today) >= policyOf(scope, largeTypeAge),
        expiresAt: scope.actor.until ?? scope.now,
      }
    },

    async leave({ scope }) {
      await endSession(scope)
      await publish(scope, residentReachChanged, { residentIds: [scope.actor.accountId] })
      return { done: true }
    },

    listLooks: ({ scope, input }) => listLooks(scope, input, titleOf),
    objectToLook: ({ scope, input }) => object(scope, { ...input, note: input.note, titleOf }),

    async openObjection({ scope, input }) {
      const row = (await store.findObjection(scope, input.objectionId, 'read')) ?? notFound()
      const { at, due_at: dueAt, note, finding, answer, version } = row
      const look = { at: row.look.at, what: row.look.what, by: row.look.by, role: row.look.role as 'auditor' | null, basis: row.look.basis as 'none' }
      return { objectionId: row.id, at, dueAt, note, look, finding, answer, version }
    },

    async answerObjection({ scope, input }) {
      const row = (await store.findObjection(scope, input.objectionId, 'lock')) ?? notFound()
      if (!scope.actor.facilities.includes(row.facility_id)) notFound()
      if (row.finding) return refuse('alreadyAnswered')
      if (row.version !== input.version) return refuse('stale', { objectionId: row.id, version: row.version })
      if (row.look.accountId === scope.actor.accountId) return refuse('ownAccess')
      await store.saveAnswer(scope, row.id, input)
      await closeDuties(scope, { kind: 'objection', id: row.id }, { outcome: input.finding })
      const place = (await findFacility(scope, row.facility_id))?.short_name ?? ''
      const message = { facilityId: scope.actor.facilityId, residentId: row.resident_id, channel: 'sms', template: 'objectionAnswered' } as const
      await sendMessage(scope, { ...message, body: { place } })
      return { objectionId: row.id, version: row.version + 1 }
    },

    async listProxies({ scope, input }) {
      const isResident = scope.actor.role === 'resident'
      const decides = isResident ? await mayActOn(scope, input.residentId, 'decide') : true
      const isSelf = isResident && (await actingAs(scope, input.residentId)).kind === 'self'
      const [rows, household] = await Promise.all([store.proxiesOf(scope, input.residentId), isSelf ? store.householdOf(scope, input.residentId) : []])
      const adult = policyOf(scope, guardianUntilAge)
      return {
        items: rows.map((r) => proxyLine(scope, r)),
        household: household
          .filter((h) => ageOn(h.birth_date, scope.today) >= adult)
          .map((h) => ({ residentId: h.resident_id, name: h.name, birthDate: h.birth_date })),
        mayDecide: decides,
      }
    },

    async giveProxy({ scope, input }) {
      if ((await actingAs(scope, input.residentId)).kind !== 'self') return refuse('onlySelf')
      const to = await proxyForResident(scope, vault, input)
      return give(scope, { ...input, to, until: input.until, kind: 'elderProxy', givenBy: 'self', evidence: null })
    },

    async recordProxy({ scope, input }) {
      const resident = (await findResident(scope, input.residentId)) ?? notFound()
      if (!scope.actor.facilities.includes(resident.home_facility_id)) return refuse('notHome')
      const to = await proxyForStaff(scope, vault, input)
      return give(scope, { ...input, to, until: input.until, givenBy: 'facility' })
    },

    endProxy: ({ scope, input }) => end(scope, input),

    async listMessages({ scope, input }) {
      const [at, id] = (positionOf(input.cursor, 2) ?? []).map(String)
      const before = at && id && !Number.isNaN(Date.parse(at)) && /^[0-9a-f-]{36}$/.test(id) ? { at, id } : undefined
      const rows = await messagesTo(scope, idsOf(scope, input.residentId), { limit: input.limit + 1, before })
      const last = rows.length > input.limit ? rows[input.limit - 1] : undefined
      return { items: rows.slice(0, input.limit).map(shownMessage), cursor: last ? cursorOf([last.created_at, last.id]) : null }
    },
  })
}

function proxyLine(scope: Scope, r: store.ProxyRow) {
  // One that ran out by itself has ended too.
  const ranOut = r.ended_at === null && Date.parse(r.until_at) <= Date.parse(scope.now)
  return {
    proxyId: r.id,
    name: r.proxy_name,
    kind: r.kind,
    reach: r.reach,
    from: r.from_at,
    until: r.until_at,
    givenBy: r.given_by,
    endedAt: ranOut ? r.until_at : r.ended_at,
    endedBy: r.ended_by,
  }
}
