import { capacityKind } from '#care/booking/contract.ts'
import { declineReason, direction, urgency } from '#care/referral/contract.ts'
import { figure, part } from '#governance/board/contract.ts'
import { useAddress } from '#web/ui/desk/address.ts'

/** Which number is opened, as it stands in the address. */
export type Which = {
  readonly figure: (typeof figure.codes)[number]
  readonly part?: (typeof part.codes)[number] | undefined
  readonly direction?: (typeof direction.codes)[number] | undefined
  readonly urgency?: (typeof urgency.codes)[number] | undefined
  readonly reason?: (typeof declineReason.codes)[number] | undefined
  readonly kind?: (typeof capacityKind.codes)[number] | undefined
  readonly departmentId?: string | undefined
  readonly facilityId?: string | undefined
  readonly senderId?: string | undefined
  readonly receiverId?: string | undefined
}

const closed = { figure, part, direction, urgency, reason: declineReason, kind: capacityKind } as const
const ids = { departmentId: 'department', facilityId: 'facility', senderId: 'sender', receiverId: 'receiver' } as const

export type BoardView = {
  readonly month: string | undefined
  readonly placeId: string | undefined
  readonly which: Which | undefined
  /** The whole question as text: two numbers are the same one where it is equal. */
  readonly opened: string | undefined
  readonly open: (which: Which | undefined) => void
  readonly go: (to: { month?: string | undefined; placeId?: string | undefined }) => void
}

/** Month, place and the opened number stand in the address: a link is a finding. */
export function useBoardView(): BoardView {
  const [read, write] = useAddress()
  const found: Record<string, string | undefined> = {}
  for (const [name, list] of Object.entries(closed)) found[name] = list.codes.find((code) => code === read(name))
  for (const [name, said] of Object.entries(ids)) found[name] = read(said)
  const which = found.figure ? (found as unknown as Which) : undefined
  return {
    month: read('month'),
    placeId: read('place'),
    which,
    opened: which && nameOf(which),
    open: (next) => write(inAddress(next), { isStep: true }),
    go: (to) =>
      write(
        {
          ...inAddress(undefined),
          ...('month' in to ? { month: to.month } : {}),
          ...('placeId' in to ? { place: to.placeId } : {}),
        },
        { isStep: true },
      ),
  }
}

/** Numbers are told apart by everything that asks for them. */
export function nameOf(which: Which): string {
  const said = inAddress({ ...which, part: which.part ?? 'numerator' })
  return Object.entries(said)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&')
}

function inAddress(which: Which | undefined): Record<string, string | undefined> {
  const words: Record<string, string | undefined> = {}
  for (const name of Object.keys(closed) as (keyof typeof closed)[]) words[name] = which?.[name]
  for (const [name, said] of Object.entries(ids) as [keyof typeof ids, string][]) words[said] = which?.[name]
  return words
}
