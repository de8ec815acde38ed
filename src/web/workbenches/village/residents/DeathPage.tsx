import { useLocation, useSearch } from 'wouter'
import { residentContract } from '#registry/resident/contract.ts'
import { DeathForm } from '#web/residents/death/DeathForm.tsx'
import { useNow } from '#web/ui/clock.ts'
import { PhoneDay } from '#web/ui/phone/PhoneDay.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { today } from '#web/ui/time.ts'
import { useAsk } from '#web/wire/ask.ts'

/** Recording a death on the phone: after a call, or when standing there. */
export default function DeathPage({ residentId }: { residentId: string }) {
  const [, go] = useLocation()
  const isByPhone = useSearch().includes('by=phone')
  const now = useNow(3600)
  const asked = useAsk(residentContract.openResident, { residentId })
  return (
    <PhonePage title={{ zh: '登记死亡', en: 'Record a death' }} back={`/residents/${residentId}`}>
      <Answered asked={asked} rows={4} what={{ zh: '居民', en: 'the person' }}>
        {(resident) => (
          <DeathForm
            resident={resident}
            isByPhone={isByPhone}
            onDone={() => go(`/residents/${residentId}`, { replace: true })}
            day={(field) => (
              <PhoneDay
                label={{ zh: '去世日期', en: 'Day of death' }}
                min={resident.birthDate}
                max={today(now)}
                start={today(now)}
                {...field}
              />
            )}
          />
        )}
      </Answered>
    </PhonePage>
  )
}
