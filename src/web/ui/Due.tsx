import { type Day, daysBetween, type Moment } from '#kernel/calendar.ts'
import type { Language } from '#kernel/words.ts'
import { useNow } from '#web/ui/clock.ts'
import { Icon, type IconName } from '#web/ui/Icon.tsx'
import { daysInWords, lastingInWords, momentInFull, type Standing, standing, today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import '#web/ui/Due.css'

/** Until when: a moment, or a day until its end. */
export type DueTime = { readonly at: Moment } | { readonly on: Day }

export type DueProps = DueTime & {
  /** From here on it is due soon. A day is due soon on the day itself. */
  readonly soonMinutes?: number
  /** `words`: 剩 6 分钟. `short`, under a heading that says so: 6 分钟. `tag`: on its wash. */
  readonly form?: 'words' | 'short' | 'tag'
}

const shapes: Record<Standing, IconName | undefined> = { far: undefined, soon: 'clock', late: 'alert' }

/** What remains, or how late it is, counting by itself: words, a shape and a color, never a color alone. */
export function Due(props: DueProps) {
  const { soonMinutes = 60, form = 'words' } = props
  const { language } = useWords()
  const now = useNow(15)
  const stands = standing(props, { now, soonMinutes })
  const shape = shapes[stands]
  return (
    <time
      className={`due ${form} ${stands}`}
      dateTime={'at' in props ? props.at : props.on}
      title={'at' in props ? momentInFull(props.at, language) : props.on}
    >
      {shape && <Icon name={shape} size={14} />}
      {dueInWords(props, { now, language, stands, form })}
    </time>
  )
}

type How = { now: number; language: Language; stands: Standing; form: 'words' | 'short' | 'tag' }

function dueInWords(due: DueTime, how: How): string {
  const { now, language, stands, form } = how
  if ('on' in due && due.on === today(now)) return language === 'zh' ? '今天到期' : 'due today'
  const lasting =
    'at' in due
      ? lastingInWords(Date.parse(due.at) - now, language, stands === 'late' ? 'coarse' : 'fine')
      : days(due.on, how)
  if (stands === 'late') return language === 'zh' ? `${form === 'short' ? '超' : '逾期'} ${lasting}` : `${lasting} late`
  if (form === 'short') return lasting
  return language === 'zh' ? `剩 ${lasting}` : `${lasting} left`
}

function days(on: Day, { now, language }: How): string {
  return daysInWords(Math.abs(daysBetween(today(now), on)), language)
}
