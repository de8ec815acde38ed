import { randomInt } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Scope } from '#kernel/scope.ts'
import { role } from '#registry/access/roles.ts'
import type { StaffPlan } from '../rules/staff.ts'
import { readPlaces } from '../store/county.ts'
import { issuePasswords, unusedAccounts } from '../store/handout.ts'
import { findUpload } from '../store/upload.ts'
import type { Run } from './run.ts'

/** A password with its hash, by login. */
export type Passwords = Map<string, { readonly password: string; readonly hashed: string }>

/** A line of the sheet that is handed out. */
export type HandoutLine = { readonly workplace: string; readonly name: string; readonly role: string; readonly login: string; readonly password: string }

// The same hardness as every other password of the platform (registry/access).
const hardness = { memoryCost: 19456, timeCost: 2, parallelism: 1 } as const
// Without l, 1, o, 0 and i, which are misread on paper. Twelve of 31 are 59 bits.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'

function newPassword(): string {
  const drawn = Array.from({ length: 12 }, () => letters[randomInt(letters.length)] ?? 'a').join('')
  return `${drawn.slice(0, 4)}-${drawn.slice(4, 8)}-${drawn.slice(8)}`
}

export async function passwordsFor(accounts: readonly { readonly login: string }[], tell: (done: number) => void): Promise<Passwords> {
  const made: Passwords = new Map()
  for (let i = 0; i < accounts.length; i += 8) {
    await Promise.all(
      accounts.slice(i, i + 8).map(async ({ login }) => {
        const password = newPassword()
        made.set(login, { password, hashed: await hash(password, hardness) })
      }),
    )
    tell(made.size)
  }
  return made
}

/** The new accounts of a load get their passwords; the sheet waits, sealed. */
export async function issueFor(scope: Scope, { upload, vault }: Run, { plan, hashed }: { plan: StaffPlan; hashed: Passwords }): Promise<void> {
  if (plan.accounts.length === 0) return
  const places = new Map((await readPlaces(scope)).map((p) => [p.id, p.shortName]))
  const people = new Map(plan.people.map((p) => [p.id, p.name]))
  const posts = new Map(plan.posts.toReversed().map((p) => [p.staffId, p]))
  const missing = await passwordsFor(
    plan.accounts.filter((a) => !hashed.has(a.login)),
    () => undefined,
  )
  const issued = plan.accounts.map(({ id, staffId, login }) => {
    const made = hashed.get(login) ?? missing.get(login)
    if (!made) throw new Error('an account without a password')
    const post = posts.get(staffId)
    const line = {
      workplace: places.get(post?.workplaceId ?? '') ?? '',
      name: people.get(staffId) ?? '',
      role: post?.role ?? '',
      login,
      password: made.password,
    }
    return { accountId: id, hashed: made.hashed, sealed: vault.seal(JSON.stringify(line satisfies HandoutLine)) }
  })
  await issuePasswords(scope, { id: upload.id, facilityId: upload.facility_id }, issued)
}

/** The sheet was lost: new passwords for whoever never signed in. */
export async function reissue({ loader, upload, vault, tell }: Run): Promise<void> {
  const accounts = await loader.transaction((scope) => unusedAccounts(scope, upload.id))
  const hashed = await passwordsFor(accounts, tell)
  await loader.transaction(async (scope) => {
    if (!(await findUpload(scope, upload.id, { lock: true }))) return
    const issued = accounts.map(({ account_id, ...line }) => ({
      accountId: account_id,
      hashed: hashed.get(line.login)?.hashed ?? '',
      sealed: vault.seal(JSON.stringify({ ...line, password: hashed.get(line.login)?.password ?? '' } satisfies HandoutLine)),
    }))
    await issuePasswords(scope, { id: upload.id, facilityId: upload.facility_id }, issued)
  })
}

export function roleInWords(code: string): { zh: string; en: string } {
  return (role.labels as Readonly<Record<string, { zh: string; en: string }>>)[code] ?? { zh: '', en: '' }
}
