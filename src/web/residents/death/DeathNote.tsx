import { deathKnownBy, deathPlace, residentContract } from '#registry/resident/contract.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/residents/death/death.css'

/** Of somebody who died: when, where, and from whom it is known. */
export function DeathNote({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const { data } = useAsk(residentContract.openResident, { residentId }, { live: [`resident:${residentId}`] })
  if (!data?.death) return null
  const { diedOn, place, knownBy, toldBy, recordedBy } = data.death
  return (
    <p className="hint death-note">
      {t({ zh: '去世', en: 'Died' })} <Day on={diedOn} /> · {t(deathPlace.labels[place])} ·{' '}
      {t(deathKnownBy.labels[knownBy])}
      {toldBy && ` ${toldBy}`} · {t({ zh: `${recordedBy}登记`, en: `recorded by ${recordedBy}` })}
    </p>
  )
}
