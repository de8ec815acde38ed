import { dayOf } from './calendar.ts'
import type { Capability } from './capability.ts'
import { type Actor, ownerOf } from './scope.ts'
import type { Kernel } from './transaction.ts'
import type { Words } from './words.ts'

type Asked = { readonly name: string; readonly capability: Capability }

/** What stands between somebody who is signed in and a capability: a first step not yet taken, the post, the county's list of powers. */
export function whyNot(kernel: Pick<Kernel, 'rules' | 'clock'>, { name, capability }: Asked, actor: Actor): Words | undefined {
  if ('open' in capability.access) return undefined
  if (actor.first && !actor.capabilities?.includes(name)) return actor.first
  if (!capability.access.roles.includes(actor.role) || (actor.capabilities && !actor.capabilities.includes(name))) {
    return {
      zh: `“${capability.title.zh}”不在您的岗位权限内,如需要请联系本机构管理员`,
      en: `“${capability.title.en}” is not open to your post; ask your facility's administrator if you need it`,
    }
  }
  const owner = ownerOf(kernel.rules.current().powers, { capability: name, day: dayOf(kernel.clock()) })
  if (owner === undefined || owner === actor.role) return undefined
  return {
    zh: `按本县权责清单,“${capability.title.zh}”由其他岗位行使`,
    en: `By the county's list of powers “${capability.title.en}” belongs to another post`,
  }
}
