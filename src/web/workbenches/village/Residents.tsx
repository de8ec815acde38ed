import { Link, useLocation } from 'wouter'
import { residentContract } from '#registry/resident/contract.ts'
import { useSearch } from '#web/residents/search.ts'
import { useCardScan } from '#web/residents/useCardScan.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhoneRow } from '#web/ui/phone/PhoneList.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { Elsewhere } from '#web/workbenches/village/residents/Elsewhere.tsx'

/** Finds people of the village by name, and anybody in the county by a whole number. */
export default function Residents() {
  const { t } = useWords()
  const [, go] = useLocation()
  const [q, search] = useSearch()
  const scan = useCardScan((residentId) => go(`/residents/${residentId}`))
  return (
    <PhonePage
      title={{ zh: '居民', en: 'Residents' }}
      tools={
        <Button tone="text" icon="plus" onClick={() => go('/residents/new')}>
          {t({ zh: '登记居民', en: 'Register' })}
        </Button>
      }
      top={
        <SearchBox
          label={{ zh: '姓名、拼音首字母、号码,或扫健康卡', en: 'Name, initials, number, or a health card' }}
          initial={q}
          onSearch={(typed) => scan.take(typed) || search(typed)}
          autoFocus={q === ''}
        />
      }
    >
      <ProblemNote problem={scan.problem} />
      {q === '' ? <Hints /> : <Found q={q} />}
    </PhonePage>
  )
}

function Hints() {
  const { t } = useWords()
  const hints = [
    {
      key: 'name',
      icon: 'people',
      text: {
        zh: '姓名或拼音首字母:找本村和正在诊治的人,例如“李秀兰”“lxl”',
        en: 'Name or pinyin initials: people of the village and those you treat, e.g. “lxl”',
      },
    },
    {
      key: 'number',
      icon: 'scan',
      text: {
        zh: '完整的身份证号或手机号:全县都找得到;外村的人先只显示遮盖的卡片',
        en: 'A whole identity number or phone finds anyone in the county; others show as a masked card first',
      },
    },
    {
      key: 'new',
      icon: 'plus',
      text: {
        zh: '找不到时再登记,避免同一个人有两份档案',
        en: 'Register only after searching, so that nobody has two records',
      },
    },
  ] as const
  return (
    <ul className="hints">
      {hints.map((hint) => (
        <li key={hint.key}>
          <Icon name={hint.icon} size={20} />
          <span>{t(hint.text)}</span>
        </li>
      ))}
    </ul>
  )
}

function Found({ q }: { q: string }) {
  const { t } = useWords()
  const asked = useAskPages(residentContract.findResidents, { q, limit: 20 })
  const elsewhere = asked.first?.elsewhere ?? []
  return (
    <Answered
      asked={asked}
      what={{ zh: '居民', en: 'residents' }}
      isEmpty={(items) => items.length === 0 && elsewhere.length === 0}
      empty={
        <Empty
          icon="search"
          title={{ zh: `没有找到“${q}”`, en: `Nobody found for “${q}”` }}
          next={{
            zh: '按姓名只找本村的人;外村的人请输入完整的身份证号或手机号。确认没有档案再登记',
            en: 'Names find your village only; for others type a whole number. Register when there is no record',
          }}
          action={
            <Link href="/residents/new" className="button">
              {t({ zh: '登记居民', en: 'Register a resident' })}
            </Link>
          }
        />
      }
    >
      {(people) => (
        <>
          {people.length > 0 && (
            <ul className="people">
              {people.map((each) => (
                <PhoneRow
                  key={each.residentId}
                  person={{
                    name: each.name,
                    sex: each.sex,
                    birthDate: each.birthDate,
                    place: each.village,
                    lastFour: each.tail || null,
                  }}
                  href={`/residents/${each.residentId}`}
                >
                  {null}
                </PhoneRow>
              ))}
            </ul>
          )}
          {elsewhere.length > 0 && (
            <Part title={{ zh: '不在您的服务范围', en: 'Outside your catchment' }}>
              {elsewhere.map((card) => (
                <Elsewhere key={card.residentId} card={card} />
              ))}
            </Part>
          )}
          {asked.more.has && (
            <Button wide isRunning={asked.more.isLoading} onClick={asked.more.load}>
              {t({ zh: '看更多', en: 'Show more' })}
            </Button>
          )}
        </>
      )}
    </Answered>
  )
}
