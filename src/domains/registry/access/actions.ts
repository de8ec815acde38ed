import { hash, verify } from '@node-rs/argon2'
import { actions, unless } from '#kernel/action.ts'
import { addMinutes, startOf } from '#kernel/calendar.ts'
import { digest, newToken, type Vault } from '#kernel/crypto.ts'
import { publish } from '#kernel/facts.ts'
import { refuse } from '#kernel/refusal.ts'
import { policyOf, provedToBe, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { departmentsNamed, findFacility, insertFacility, namesOf } from '#registry/facility/index.ts'
import { findStaff, insertStaff, postsOf } from '#registry/staff/index.ts'
import { accountActions } from './actions/accounts.ts'
import { deviceActions } from './actions/devices.ts'
import { checkFactor, factorActions } from './actions/factor.ts'
import { glassActions } from './actions/glass.ts'
import { hardness } from './actions/hardness.ts'
import { signInContract } from './contract.ts'
import { sessionsChanged } from './facts.ts'
import * as policy from './policy.ts'
import { afterFailure, firstStep, idleLimit, isStrongPassword } from './rules.ts'
import { changePassword } from './store/account.ts'
import * as sessions from './store/session.ts'
import * as store from './store.ts'

/** A hash of nothing: an unknown login takes as long as a wrong password. */
const decoy = hash(newToken(), hardness)

type Needs = {
  /** Work that stays even where the capability refuses: a wrong password must be counted. */
  readonly apart: <T>(work: (scope: Scope) => Promise<T>) => Promise<T>
  readonly capabilityNames: () => ReadonlySet<string>
  readonly vault: Vault
}

export function accessActions({ apart, capabilityNames, vault }: Needs) {
  return { ...factorActions(vault), ...deviceActions, ...accountActions, ...glassActions, ...signInActions({ apart, capabilityNames, vault }) }
}

function signInActions({ apart, capabilityNames, vault }: Needs) {
  return actions(signInContract, {
    async signIn({ scope, input }) {
      const origin = scope.actor.name
      const key = { login: input.login, origin }
      const limits = { now: scope.now, limit: policyOf(scope, policy.attemptLimit), pauseMinutes: policyOf(scope, policy.attemptPause) }
      // Counted before password and code are looked at: sixty guesses at one moment are still five.
      const until = await apart((own) => store.countAttempt(own, key, (attempts) => afterFailure(attempts, limits)))
      if (until) return refuse('tooManyAttempts', { until })
      const account = await store.findAccount(scope, input.login)
      const right = await verify(account?.password ?? (await decoy), input.password)
      if (!account || !right || account.disabled_at) return refuse('wrongPassword')
      const factor = await checkFactor(scope, vault, { accountId: account.id, code: input.totp })
      if (factor !== 'right') return refuse(factor)
      const assignments = await store.assignmentsOf(scope, account.id)
      const [first] = assignments
      if (!first) return refuse('noPost')
      provedToBe(scope, { accountId: account.id, facilityId: first.facility_id, role: first.role })
      const token = newToken()
      const expiresAt = addMinutes(scope.now, policyOf(scope, policy.sessionHours) * 60)
      await sessions.insertSession(scope, {
        tokenHash: digest(token),
        accountId: account.id,
        assignmentId: first.id,
        expiresAt,
        origin,
        label: input.label ?? null,
      })
      await store.forgetAttempts(scope, input.login, origin)
      const places = await namesOf(
        scope,
        assignments.map((a) => a.facility_id),
      )
      return {
        token,
        expiresAt,
        roles: [...new Set(assignments.map((a) => a.role))],
        facilities: assignments.map((a) => ({ facilityId: a.facility_id, name: places.get(a.facility_id)?.name ?? '', role: a.role })),
      }
    },

    async whoAmI({ scope }) {
      const { actor } = scope
      const [assignments, facility, session] = await Promise.all([
        store.assignmentsOf(scope, actor.accountId),
        findFacility(scope, actor.facilityId),
        sessions.findSession(scope, sessions.asking(scope)),
      ])
      const isPerson = session?.kind === 'person'
      const [places, departments] = await Promise.all([
        namesOf(
          scope,
          assignments.map((a) => a.facility_id),
        ),
        departmentsNamed(
          scope,
          assignments.flatMap((a) => (a.department_id ? [a.department_id] : [])),
        ),
      ])
      const departmentOf = (id: string | null) => (id ? (departments.get(id)?.name ?? null) : null)
      return {
        accountId: actor.accountId,
        name: actor.name,
        role: actor.role,
        facilityId: actor.facilityId,
        facility: facility?.short_name ?? '',
        facilityKind: facility?.kind ?? '',
        department: departmentOf(actor.departmentId),
        expiresAt: actor.until ?? scope.now,
        idleMinutes: idleLimit(policyOf(scope, policy.idleMinutes), actor.role),
        firstStep: isPerson
          ? firstStep({ mustChange: session.must_change, hasFactor: session.has_factor, role: actor.role }, policyOf(scope, policy.secondFactorRoles))
          : null,
        hasFactor: session?.has_factor ?? false,
        staffId: actor.staffId,
        posts: assignments.map((a) => ({
          assignmentId: a.id,
          role: a.role,
          facilityId: a.facility_id,
          facility: places.get(a.facility_id)?.name ?? '',
          department: departmentOf(a.department_id),
        })),
      }
    },

    async signOut({ scope }) {
      await sessions.endSession(scope)
      await publish(scope, sessionsChanged, scope.actor)
      return { done: true }
    },

    async takePost({ scope, input }) {
      const own = await store.assignmentsOf(scope, scope.actor.accountId)
      if (!own.some((a) => a.id === input.assignmentId)) return refuse('notYourPost')
      const token = newToken()
      const expiresAt = await sessions.moveSession(scope, { assignmentId: input.assignmentId, tokenHash: digest(token) })
      await publish(scope, sessionsChanged, scope.actor)
      return { done: true, token, expiresAt }
    },

    async changePassword({ scope, input }) {
      const account = await store.getAccount(scope, scope.actor.accountId)
      if (!(await verify(account.password, input.current))) return refuse('wrongPassword')
      if (!isStrongPassword(input.next, { login: account.login, current: input.current })) return refuse('tooWeak')
      await changePassword(scope, account.id, { password: await hash(input.next, hardness), mustChange: false })
      await sessions.endOthers(scope)
      await publish(scope, sessionsChanged, scope.actor)
      return { done: true }
    },

    async createAccount({ scope, input }) {
      if (!(await findStaff(scope, input.staffId))) notFound()
      if (await store.accountOfStaff(scope, input.staffId)) return refuse('staffHasAccount')
      const posts = (await postsOf(scope, input.staffId)).filter((p) => p.until_day === null || p.until_day > scope.today)
      if (posts.length === 0) return refuse('noPost')
      const password = newToken().slice(0, 14)
      const added = store.insertAccount(scope, {
        login: input.login,
        password: await hash(password, hardness),
        staffId: input.staffId,
        kind: 'person',
        mustChange: true,
      })
      const id = await unless(added, { account_login_key: refuse('loginTaken') })
      if (typeof id !== 'string') return id
      for (const post of posts) {
        const place = { facilityId: post.workplace_id, departmentId: post.department_id, role: post.role }
        await store.insertAssignment(scope, { accountId: id, ...place, postId: post.id, from: post.from_day })
      }
      return { id, password }
    },

    async issueServiceToken({ scope, input }) {
      const unknown = input.capabilities.find((name) => !capabilityNames().has(name))
      if (unknown) return refuse('unknownCapability', { name: unknown })
      if (!(await findFacility(scope, input.facilityId))) notFound()
      const token = newToken()
      const expiresAt = startOf(input.until)
      const login = `service.${token.slice(0, 8).toLowerCase()}`
      const id = await store.insertAccount(scope, { login, password: await hash(newToken(), hardness), staffId: null, kind: 'service' })
      const place = { facilityId: input.facilityId, departmentId: null, role: input.role }
      const assignmentId = await store.insertAssignment(scope, { accountId: id, ...place, postId: null, from: scope.today, until: input.until })
      const session = { tokenHash: digest(token), accountId: id, assignmentId, expiresAt, origin: 'service', label: input.name }
      await sessions.insertSession(scope, { ...session, capabilities: input.capabilities })
      return { id, token, expiresAt }
    },

    async setUpAdministrator({ scope, input }) {
      if (!(await store.spendSetupLink(scope, digest(input.token)))) return refuse('linkUsed')
      const facilityId = await insertFacility(scope, {
        kind: 'consortiumOffice',
        name: input.facilityName,
        shortName: input.facilityName.slice(0, 30),
        level: null,
        ownership: 'public',
        divisionCode: input.divisionCode,
        parentId: null,
        facilityCode: null,
        creditCode: null,
        phone: null,
        address: null,
        openedOn: scope.today,
      })
      const staffId = await insertStaff(scope, {
        name: input.name,
        sex: 'unknown',
        birthDate: null,
        profession: 'manager',
        title: null,
        licenceNumber: null,
        licenceUntil: null,
        phone: null,
      })
      const added = store.insertAccount(scope, { login: input.login, password: await hash(input.password, hardness), staffId, kind: 'person' })
      const accountId = await unless(added, { account_login_key: refuse('loginTaken') })
      if (typeof accountId !== 'string') return accountId
      await store.insertAssignment(scope, { accountId, facilityId, departmentId: null, role: 'administrator', postId: null, from: scope.today })
      return { done: true }
    },
  })
}
