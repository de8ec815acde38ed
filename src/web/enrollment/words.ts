import type { AgreementCard, enrollmentContract } from '#care/enrollment/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { money } from '#web/ui/figures.ts'
import type { Tone } from '#web/ui/Tag.tsx'
import type { Text } from '#web/ui/words.ts'

/** One agreement with its text and history. */
export type Agreement = Output<typeof enrollmentContract.openAgreement>

export const statusTone: Readonly<Record<AgreementCard['status'], Tone>> = {
  waiting: 'amber',
  signed: 'pine',
  renewed: 'plain',
  ended: 'plain',
  withdrawn: 'plain',
}

type Fee = {
  readonly fee: number
  readonly shares: { readonly insurance: number; readonly treasury: number; readonly person: number }
}

/** 收费 120.00 元:医保 40.00,财政 60.00,个人 20.00. */
export function feeInWords({ fee, shares }: Fee): Text {
  if (fee === 0) return { zh: '免费', en: 'Free of charge' }
  const [all, insurance, treasury, person] = [fee, shares.insurance, shares.treasury, shares.person].map(money)
  return {
    zh: `每年 ${all} 元:医保 ${insurance},财政 ${treasury},个人 ${person}`,
    en: `CNY ${all} a year: insurance ${insurance}, treasury ${treasury}, person ${person}`,
  }
}
