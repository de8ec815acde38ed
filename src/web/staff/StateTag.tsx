import type { Output } from '#kernel/capability.ts'
import type { accessContract } from '#registry/access/contract.ts'
import { accountState } from '#registry/access/labels.ts'
import { Tag, type Tone } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

export type AccountRow = Output<typeof accessContract.findAccounts>['items'][number]
type State = AccountRow['state']

const tones: Readonly<Record<State, Tone>> = {
  active: 'pine',
  mustChange: 'amber',
  blocked: 'amber',
  disabled: 'plain',
}

export function StateTag({ state }: { state: State }) {
  const { t } = useWords()
  return <Tag tone={tones[state]}>{t(accountState.labels[state])}</Tag>
}
