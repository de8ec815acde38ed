import type { Me } from '#registry/access/contract.ts'

/** Whoever's work this device is doing without a network: the author of what it queues. */
let me: Me | undefined

export function nowWorks(who: Me | undefined): void {
  me = who
}

export function whoWorksHere(): Me {
  if (!me) throw new Error('nobody works here')
  return me
}
