import { Link, useLocation, useSearch } from 'wouter'
import { residentContract } from '#registry/resident/contract.ts'
import { DeathForm } from '#web/residents/death/DeathForm.tsx'
import { useNow } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Answered } from '#web/ui/states.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

/** Recording a death at a desk. */
export function DeathScreen({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const isByPhone = useSearch().includes('by=phone')
  const now = useNow(3600)
  const asked = useAsk(residentContract.openResident, { residentId })
  return (
    <DeskPage
      title={{ zh: '登记死亡', en: 'Record a death' }}
      hint={<Link href={`/residents/${residentId}`}>{t({ zh: '回到健康档案', en: 'Back to the record' })}</Link>}
    >
      <Answered asked={asked} rows={4} what={{ zh: '居民', en: 'the person' }}>
        {(resident) => (
          <div className="sheet">
            <DeathForm
              resident={resident}
              isByPhone={isByPhone}
              onDone={() => go(`/residents/${residentId}`)}
              day={(field) => (
                <DayField
                  label={{ zh: '去世日期', en: 'Day of death' }}
                  min={resident.birthDate}
                  max={today(now)}
                  {...field}
                />
              )}
            />
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}
