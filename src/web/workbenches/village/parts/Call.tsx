import { useState } from 'react'
import { residentContract } from '#registry/resident/contract.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { sentenceOf } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { call } from '#web/wire/call.ts'
import { problemOf } from '#web/wire/problem.ts'
import '#web/workbenches/village/parts/form.css'

/** The number is asked for when it is dialled and shown nowhere; who asked stands in the trail. */
export function Call({ residentId, name }: { residentId: string; name: string }) {
  const { t } = useWords()
  const [isAsking, ask] = useState(false)

  async function dial() {
    if (isAsking) return
    ask(true)
    try {
      const { phone } = await call(residentContract.revealPhone, { residentId })
      if (phone) location.href = `tel:${phone}`
      else
        toast({
          tone: 'cinnabar',
          text: {
            zh: `${name}没有登记电话,可在档案里看同户家人`,
            en: `No phone is on record for ${name}; see the household in the record`,
          },
        })
    } catch (error) {
      toast({ tone: 'cinnabar', text: sentenceOf(problemOf(error)).title })
    }
    ask(false)
  }

  return (
    <button
      type="button"
      className="call"
      aria-busy={isAsking}
      onClick={() => void dial()}
      aria-label={t({ zh: `给${name}打电话`, en: `Call ${name}` })}
    >
      <Icon name="phone" size={20} />
    </button>
  )
}
