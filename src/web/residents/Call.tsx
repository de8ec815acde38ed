import { useState } from 'react'
import { residentContract } from '#registry/resident/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

export type CallProps = { readonly residentId: string; readonly name: string; readonly tone?: 'text' }

/** The whole number is shown only when somebody means to call, and that stands in the trail. */
export function Call({ residentId, name, tone }: CallProps) {
  const { t } = useWords()
  const [isWanted, want] = useState(false)
  const asked = useAsk(residentContract.revealPhone, { residentId }, { when: isWanted })
  if (asked.data?.phone) {
    return (
      <a className="call-number" href={`tel:${asked.data.phone}`}>
        <Icon name="phone" size={14} /> {name} {asked.data.phone}
      </a>
    )
  }
  if (asked.problem)
    return <span className="hint">{t({ zh: '现在看不到电话', en: 'The number is not open to you' })}</span>
  if (asked.data) return <span className="hint">{t({ zh: '没有登记电话', en: 'No phone on record' })}</span>
  return (
    <Button {...(tone ? { tone } : { icon: 'phone' })} isRunning={asked.isLoading} onClick={() => want(true)}>
      {t({ zh: '呼叫患者', en: 'Call the patient' })}
    </Button>
  )
}
