import { urgency } from '#care/referral/contract.ts'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

const tones = { emergency: 'cinnabar', urgent: 'amber' } as const

/** 急诊, 加急; the ordinary is not said. */
export function UrgencyTag({ code }: { code: string | undefined }) {
  const { t } = useWords()
  if (code !== 'emergency' && code !== 'urgent') return null
  return <Tag tone={tones[code]}>{t(urgency.labels[code])}</Tag>
}
