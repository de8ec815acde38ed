import { yuan } from '#kernel/fen.ts'
import { referenced } from '../identity.ts'
import { codeOf, type Json, type Money, money, name, need, object, objects, Unfit } from '../json.ts'
import type { Around, Taken } from '../taken.ts'
import { about, when, words } from './about.ts'

/** What was asked for. The same money comes again when it is settled, hence the status. */
export function claim(resource: Json, around: Around): Taken {
  return charge(resource, { around, total: money(resource.total), status: 'claimed' })
}

/** What was paid of it, and what is left to the person. */
export function explanationOfBenefit(resource: Json, around: Around): Taken {
  const totals = objects(resource.total)
  const submitted = totals.find((t) => codeOf(t.category) === 'submitted') ?? totals[0]
  const paid = money(object(resource.payment)?.amount)
  return charge(resource, { around, total: money(submitted?.amount), status: 'settled', ...(paid ? { paid } : {}) })
}

function charge(resource: Json, { around, total, status, paid }: { around: Around; total: Money | undefined; status: string; paid?: Money }): Taken {
  const { subject, visit } = about(resource, around)
  const at = when(around, object(resource.billablePeriod)?.start, resource.created)
  const { amount, currency, rounded } = need(total, 'total')
  if (paid && (paid.currency !== currency || paid.amount > amount)) throw new Unfit('impossibleValue', `paid ${yuan(paid.amount)} of ${yuan(amount)}`)
  const title = words(objects(resource.item)[0]?.productOrService) ?? name(codeOf(resource.type)) ?? status
  return {
    target: 'charge',
    subject,
    visit,
    place: organizationOf(resource, around),
    rows: [
      {
        kind: codeOf(resource.type) ?? 'other',
        name: title,
        amount: String(amount),
        fund_pay: paid ? String(paid.amount) : null,
        self_pay: paid ? String(amount - paid.amount) : null,
        currency,
        status,
        at,
      },
    ],
    notes: rounded || paid?.rounded ? ['moneyRounded'] : [],
    line: {
      at,
      title: `${title.slice(0, 400)} ${yuan(amount)} ${currency}`,
      detail: paid ? `${yuan(paid.amount)} ${currency}` : null,
      abnormal: false,
    },
  }
}

/** Where it was charged, should it belong to no visit. A provider may as well be a person. */
function organizationOf(resource: Json, { names }: Around): string | undefined {
  const told = String(object(resource.provider)?.reference ?? '')
  const key = names.get(told) ?? told
  return key.startsWith('Organization') ? referenced(resource.provider, ['Organization'], names) : undefined
}
