import type { ReactNode } from 'react'
import type { Day } from '#kernel/calendar.ts'
import type { Language } from '#kernel/words.ts'
import { now } from '#web/ui/clock.ts'
import { ageInWords, yearsInWords } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/PersonLine.css'

export type Person = {
  readonly name: string
  readonly sex?: 'female' | 'male' | 'unknown' | null | undefined
  readonly birthDate?: Day | null | undefined
  /** Where only the age is known, or only it may be shown. */
  readonly age?: number | null | undefined
  readonly place?: Text | null | undefined
  /** The last four digits of the number, where two people are alike. */
  readonly lastFour?: string | null | undefined
}

export type PersonLineProps = {
  readonly person: Person
  /** `row` in lists, `banner` at the head of a record. */
  readonly size?: 'row' | 'banner'
  /** Further facts after the place: tags, allergies. */
  readonly children?: ReactNode
}

const sexes = {
  female: { zh: '女', en: 'F' },
  male: { zh: '男', en: 'M' },
  unknown: { zh: '性别未知', en: 'sex unknown' },
} as const

/** 李秀兰 女 67 岁 王家村: people are named, never numbered. */
export function PersonLine({ person, size = 'row', children }: PersonLineProps) {
  const { t, language } = useWords()
  const facts = [person.sex && t(sexes[person.sex]), ageOf(person, language), person.place && t(person.place)].filter(
    Boolean,
  )
  return (
    <span className={`person-line ${size}`}>
      <b>{person.name}</b>
      <span>{facts.join(language === 'zh' ? ' ' : ', ')}</span>
      {person.lastFour && (
        <span className="hint">{language === 'zh' ? `尾号 ${person.lastFour}` : `ends ${person.lastFour}`}</span>
      )}
      {children}
    </span>
  )
}

function ageOf(person: Person, language: Language): string | undefined {
  if (person.birthDate) return ageInWords(person.birthDate, { now: now(), language })
  return person.age === undefined || person.age === null ? undefined : yearsInWords(person.age, language)
}
