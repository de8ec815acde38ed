import { actions, cursorOf, positionOf } from '#kernel/action.ts'
import type { Vault } from '#kernel/crypto.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { policyOf, resolvedPolicy, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { countyFacilities } from '#registry/facility/index.ts'
import { agreementCards, agreementOf, endingBefore, memberCard, teamCards } from './cards.ts'
import { enrollmentContract } from './contract.ts'
import { countCoverage } from './coverage.ts'
import { terminate, transfer, withdraw } from './ending.ts'
import { asHeld, makeAgreement, optionsFor, renewAgreement } from './making.ts'
import { enrollmentDays, packageMenu } from './policy.ts'
import { type AgreementAct, actsOn } from './rules.ts'
import { isRightCode, type Signing, sendSignCode, signAgreement } from './signing.ts'
import * as sites from './sites.ts'
import * as agreements from './store/agreement.ts'
import * as enrollments from './store/enrollment.ts'
import { sitesAt } from './store/site.ts'
import { teamsAt, teamsNamed, teamsOn } from './store/team.ts'
import * as teams from './teams.ts'

export function enrollmentActions(parts: Signing & { readonly vault: Vault }) {
  return actions(enrollmentContract, {
    async listTeams({ scope, input }) {
      const rows = input.facilityId ? await teamsAt(scope, [input.facilityId], scope.today) : await teamsOn(scope, scope.today)
      return { items: await teamCards(scope, rows) }
    },
    createTeam: ({ scope, input }) => teams.createTeam(scope, input),
    addTeamMember: ({ scope, input }) => teams.addMember(scope, input),
    endTeamMember: ({ scope, input }) => teams.endMember(scope, input),

    async listPackages({ scope, input }) {
      const on = input.on ?? scope.today
      const { value, from, source, status } = resolvedPolicy(scope, packageMenu, { day: on })
      return { on, from, source, status, menu: [...value] }
    },

    listSites: async ({ scope }) => ({ items: await sites.siteCards(scope, await sitesAt(scope)) }),
    openSite: ({ scope, input }) => sites.siteOf(scope, input.siteId),
    signSite: ({ scope, input }) => sites.signSite(scope, input),
    linkSiteMember: ({ scope, input }) => sites.linkMember(scope, input),

    beginEnrollment: ({ scope, input }) => optionsFor(scope, input.residentId),
    makeAgreement: ({ scope, input }) => makeAgreement(scope, input),
    openAgreement: ({ scope, input }) => agreementOf(scope, input.agreementId),

    async listAgreements({ scope, input }) {
      const [until, id] = positionOf(input.cursor, 2) ?? []
      const want = { box: input.box, teamId: input.teamId, endingBefore: endingBefore(scope) }
      const [rows, counts] = await Promise.all([
        agreements.page(scope, { ...want, limit: input.limit + 1, after: id ? { until: String(until), id: String(id) } : undefined }),
        agreements.countBoxes(scope, want),
      ])
      const shown = rows.slice(0, input.limit)
      const last = rows.length > input.limit ? shown.at(-1) : undefined
      return { items: await agreementCards(scope, shown), cursor: last ? cursorOf([last.until_day, last.id]) : null, counts }
    },

    async sendSignCode({ scope, input }) {
      const row = await forStep(scope, input, 'sign')
      return isRefused(row) ? row : sendSignCode(scope, row, { signerId: input.signerId, vault: parts.vault })
    },
    async signAgreement({ scope, input }) {
      // Before the row is locked: the try is counted in a transaction of its own.
      if (!(await agreements.isOwn(scope, input.agreementId))) return notFound()
      if (input.how === 'code' && !(await isRightCode(scope, input, parts))) return refuse('wrongCode')
      const row = await forStep(scope, input, 'sign')
      return isRefused(row) ? row : signAgreement(scope, row, input)
    },
    async withdrawAgreement({ scope, input }) {
      const row = await forStep(scope, input, 'withdraw')
      return isRefused(row) ? row : withdraw(scope, row, input.reason)
    },
    async renewAgreement({ scope, input }) {
      const row = await forStep(scope, input, 'renew')
      return isRefused(row) ? row : renewAgreement(scope, input, row)
    },
    async terminateEnrollment({ scope, input }) {
      const row = await forEnding(scope, input)
      return isRefused(row) ? row : terminate(scope, row, input)
    },
    async transferEnrollment({ scope, input }) {
      const row = await forEnding(scope, input)
      return isRefused(row) ? row : transfer(scope, row, input)
    },

    async openEnrollment({ scope, input }) {
      const rows = await enrollments.enrollmentsOf(scope, input.residentId)
      const current = rows.find((r) => r.status === 'enrolled' && r.from_day <= scope.today && scope.today < r.until_day)
      const named = await teamsNamed(
        scope,
        rows.map((r) => r.team_id),
      )
      const team = current && named.get(current.team_id)
      const [[card], held] = await Promise.all([
        team ? teamCards(scope, [team]) : [],
        current ? [] : enrollments.heldBy(scope, [input.residentId], { since: scope.today, before: '9999-01-01' }),
      ])
      return {
        current: current && card ? { ...memberCard(current), agreementId: current.agreement_id, team: card } : null,
        held: asHeld(held[0]),
        past: rows
          .filter((r) => r !== current)
          .map((r) => ({ enrollmentId: r.id, team: named.get(r.team_id)?.name ?? '', from: r.from_day, until: r.until_day, status: r.status })),
      }
    },

    async openCoverage({ scope }) {
      const { homes: _, ...counted } = await countCoverage(scope, scope.actor.facilities)
      return counted
    },
    async openCountyCoverage({ scope }) {
      const [{ homes, ...counted }, facilities] = await Promise.all([countCoverage(scope, null), countyFacilities(scope)])
      const places = facilities
        .filter((f) => f.kind === 'townshipHealthCenter' || f.kind === 'communityHealthCenter')
        .map((f) => {
          const own = homes.filter((h) => h.group === f.id || facilities.some((c) => c.id === h.group && c.parent_id === f.id))
          const sum = (of: 'signed' | 'residents') => own.reduce((total, h) => total + h[of], 0)
          return { facilityId: f.id, name: f.name, signed: sum('signed'), residents: sum('residents') }
        })
      return { ...counted, places }
    },
  })
}

/** The row of a command: locked, of the right version, and in a state that lets it happen. */
async function forStep(scope: Scope, on: { agreementId: string; version: number }, act: AgreementAct) {
  const row = (await agreements.lockAgreement(scope, on.agreementId)) ?? notFound()
  if (row.version !== on.version) return refuse('stale', await agreementOf(scope, row.id))
  const possible = actsOn({ status: row.status, until: row.until_day }, { today: scope.today, toRenew: policyOf(scope, enrollmentDays).toRenew })
  return possible.includes(act) ? row : refuse('notPossible', { status: row.status })
}

async function forEnding(scope: Scope, on: { enrollmentId: string; version: number }) {
  const row = (await enrollments.findEnrollment(scope, on.enrollmentId)) ?? notFound()
  const agreement = (await agreements.lockAgreement(scope, row.agreement_id)) ?? notFound()
  return row.version === on.version ? row : refuse('stale', await agreementOf(scope, agreement.id))
}
