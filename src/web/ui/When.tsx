import type * as calendar from '#kernel/calendar.ts'
import { useNow } from '#web/ui/clock.ts'
import { dayInWords, momentInFull, momentInWords } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'

export type DayProps = {
  readonly on: calendar.Day
  readonly form?: 'words' | 'short'
  readonly weekday?: boolean
}

/** 今天, 昨天, 11 月 14 日. */
export function Day({ on, form, weekday }: DayProps) {
  const { language } = useWords()
  const now = useNow(60)
  return (
    <time dateTime={on} title={on}>
      {dayInWords(on, { language, now, form, weekday })}
    </time>
  )
}

export type MomentProps = {
  readonly at: calendar.Moment
  readonly form?: 'words' | 'short'
  readonly weekday?: boolean
}

/** 今天 14:20, 明日 08:00, 11 月 14 日 09:12; in full on hovering. */
export function Moment({ at, form, weekday }: MomentProps) {
  const { language } = useWords()
  const now = useNow(60)
  return (
    <time dateTime={at} title={momentInFull(at, language)}>
      {momentInWords(at, { language, now, form, weekday })}
    </time>
  )
}
