import { type RosterPlace, rosterContract, rosterPlaceKind, rosterRole } from '#care/roster/contract.ts'
import { now } from '#web/ui/clock.ts'
import { Tag } from '#web/ui/Tag.tsx'
import { today } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/enrollment/enrollment.css'

export function useRoster(on?: string) {
  return useAsk(rosterContract.openRoster, on ? { on } : {}, { live: ['roster'] })
}

/** One week of a place: who of the hospital and of the township is there on which day. */
export function RosterWeek({ place }: { place: RosterPlace }) {
  const { t } = useWords()
  const present = today(now())
  const days = place.week.filter((each) => each.there.length > 0)
  return (
    <div>
      <p>
        <b>{place.name}</b> <Tag>{t(rosterPlaceKind.labels[place.kind])}</Tag>{' '}
        {place.missing.map((role) => (
          <Tag key={role} tone="cinnabar">
            {t({ zh: `缺${rosterRole.labels[role].zh}`, en: `No ${rosterRole.labels[role].en.toLowerCase()}` })}
          </Tag>
        ))}
      </p>
      {days.length === 0 ? (
        <p className="hint">{t({ zh: '本周没有排班', en: 'Nobody this week' })}</p>
      ) : (
        <ul className="roster-week">
          {days.map(({ day, there }) => (
            <li key={day} className={day === present ? 'is-today' : undefined}>
              <Day on={day} weekday />
              <span>{there.map((each) => `${each.name}(${each.from})`).join('、')}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
