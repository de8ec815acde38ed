import { useState } from 'react'
import { residentContract } from '#registry/resident/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

/** The whole number is shown only when somebody means to call, and that stands in the trail. */
export function Call({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const [isWanted, want] = useState(false)
  const asked = useAsk(residentContract.revealPhone, { residentId }, { when: isWanted })
  if (!isWanted || asked.isLoading) {
    return (
      <Button icon="phone" isRunning={isWanted} onClick={() => want(true)}>
        {t({ zh: '呼叫', en: 'Call' })}
      </Button>
    )
  }
  const phone = asked.data?.phone
  if (!phone) return <span className="hint">{t({ zh: '没有登记电话', en: 'No phone on record' })}</span>
  return <a href={`tel:${phone}`}>{phone}</a>
}
