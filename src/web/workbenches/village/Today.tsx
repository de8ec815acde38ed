import { Link, useLocation } from 'wouter'
import { type DutyRow, dutyContract } from '#registry/duty/contract.ts'
import { isChronic } from '#web/chronicCare/duty.ts'
import { rememberSearch } from '#web/residents/search.ts'
import { Button } from '#web/ui/Button.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { PhoneGroup } from '#web/ui/phone/PhoneList.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { daysInWords, lastingInWords } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { DutyItem } from '#web/workbenches/village/today/DutyItem.tsx'
import { groupDuties } from '#web/workbenches/village/today/duties.ts'

const day = 86_400_000

/** What is mine to do, by when, about whom. */
export default function Today() {
  const { t } = useWords()
  const [, go] = useLocation()
  const asked = useAskPages(dutyContract.myDuties, { limit: 50 }, { live: ['duty'] })

  function find(typed: string) {
    if (typed === '') return
    rememberSearch(typed)
    go('/residents')
  }

  return (
    <PhonePage
      top={
        <SearchBox
          label={{ zh: '姓名、拼音首字母、身份证号', en: 'Name, initials or number' }}
          pauseMilliseconds={700}
          onSearch={find}
        />
      }
    >
      <Answered
        asked={asked}
        what={{ zh: '今天的待办', en: "today's duties" }}
        empty={
          <Empty
            title={{ zh: '现在没有待办', en: 'Nothing is waiting for you' }}
            next={{
              zh: '回家的人、要补的资料、专科的答复会自己出现在这里',
              en: 'People coming home, questions and answers appear here by themselves',
            }}
            action={<Button onClick={() => go('/residents')}>{t({ zh: '找一位居民', en: 'Find a resident' })}</Button>}
          />
        }
      >
        {(duties) => <Groups duties={duties} />}
      </Answered>
      <Link href="/referrals" className="row-link to-referrals">
        <span>
          <Icon name="refer" /> {t({ zh: '转诊', en: 'Referrals' })}
        </span>
        <Icon name="chevronRight" />
      </Link>
      {asked.more.has && (
        <Button wide isRunning={asked.more.isLoading} onClick={asked.more.load}>
          {t({ zh: '看更多', en: 'Show more' })}
        </Button>
      )}
    </PhonePage>
  )
}

function Groups({ duties }: { duties: readonly DutyRow[] }) {
  const { language, t } = useWords()
  const now = useNow(60)
  const hasChronic = duties.some(isChronic)
  const { late, today, later, home } = groupDuties(duties, now)
  const longest = Math.max(0, ...late.map((duty) => now - Date.parse(duty.dueAt)))
  const days = Math.floor(longest / day)
  const most = days > 0 ? daysInWords(days, language) : lastingInWords(longest, language, 'coarse')
  return (
    <>
      {hasChronic && (
        <Link href="/calls" className="row-link in-page">
          <span>{t({ zh: '催访名单', en: 'Whom to call' })}</span>
          <Icon name="chevronRight" />
        </Link>
      )}
      {late.length > 0 && (
        <PhoneGroup
          title={{ zh: '逾期', en: 'Late' }}
          count={late.length}
          tone="cinnabar"
          note={t({ zh: `最久 ${most}`, en: `${most} at most` })}
        >
          <Items duties={late} />
        </PhoneGroup>
      )}
      {today.length > 0 && (
        <PhoneGroup title={{ zh: '今天', en: 'Today' }} count={today.length}>
          <Items duties={today} />
        </PhoneGroup>
      )}
      {home.length > 0 && (
        <PhoneGroup title={{ zh: '回家的人', en: 'Coming home' }} count={home.length}>
          <Items duties={home} />
        </PhoneGroup>
      )}
      {later.length > 0 && (
        <PhoneGroup title={{ zh: '以后', en: 'Later' }} count={later.length}>
          <Items duties={later} />
        </PhoneGroup>
      )}
    </>
  )
}

function Items({ duties }: { duties: readonly DutyRow[] }) {
  return duties.map((duty) => <DutyItem key={duty.dutyId} duty={duty} />)
}
