import { accessContract, type Me } from '#registry/access/contract.ts'
import { answerHere, retellWaiting } from '#web/offline/answers.ts'
import { type Locked, lockDevice, openByPin, openNow, openSignedIn } from '#web/offline/device.ts'
import { forgetQueue, readQueue } from '#web/offline/queue.ts'
import { onSync, sync } from '#web/offline/sync.ts'
import { answerWithoutNetwork, call } from '#web/wire/call.ts'
import { networkIsDown, onNetworkBack } from '#web/wire/network.ts'
import { problemOf } from '#web/wire/problem.ts'
import { queries } from '#web/wire/queries.ts'
import { arriveAlone, askAgainWho, followSession } from '#web/wire/session.ts'

/** Joins the work without a network to the rest of the page. Loaded for those whose post may carry a pack. */

onSync(retellWaiting)
followSession({ left: stop })
onNetworkBack(comeBack)

const syncEvery = 15 * 60_000
let timer: ReturnType<typeof setInterval> | undefined

/** Signed in: where this browser was prepared for this person, what waits is sent and what changed is fetched. */
export async function begin(me: Me): Promise<void> {
  const open = await openSignedIn(me)
  if (!open) return
  await stand()
  keepInStep()
  await sync({ isRevoked: open.isRevoked })
  void queries.invalidateQueries()
}

/** Just prepared: the first fetch. */
export async function beginFirst(): Promise<void> {
  await stand()
  keepInStep()
  await sync()
}

/** Opened by PIN, without a network. */
export async function beginAlone(accountId: string, pin: string): Promise<Locked | undefined> {
  const locked = await openByPin(accountId, pin)
  const open = openNow()
  if (locked || !open) return locked
  await stand()
  arriveAlone(open.device.me)
  return undefined
}

function keepInStep(): void {
  timer ??= setInterval(() => void (!networkIsDown() && sync().catch(() => undefined)), syncEvery)
}

async function stand(): Promise<void> {
  const open = openNow()
  if (!open) return
  answerWithoutNetwork(answerHere)
  // The pages themselves, so that they open without a network.
  void navigator.serviceWorker?.register('/worker.js').catch(() => undefined)
  await retellWaiting(open, await readQueue(open))
  // Sorts the names now, so that the first search is as quick as any.
  open.book.find('\uffff')
}

function stop(): void {
  clearInterval(timer)
  timer = undefined
  answerWithoutNetwork(undefined)
  forgetQueue()
  lockDevice()
}

/** The server is there again. Only its author's own sign-in sends what waits. */
async function comeBack(): Promise<void> {
  const open = openNow()
  if (!open) return
  try {
    const me = await call(accessContract.whoAmI, {})
    if (me.accountId !== open.device.accountId) return askAgainWho()
    await begin(me)
  } catch (error) {
    if (problemOf(error).kind !== 'signedOut') throw error
    askAgainWho()
  }
}
