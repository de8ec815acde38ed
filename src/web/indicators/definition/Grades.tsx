import { useState } from 'react'
import type { Graded, Opened } from '#governance/indicators/contract.ts'
import { RecordGrade } from '#web/indicators/definition/RecordGrade.tsx'
import { decidesFigures } from '#web/indicators/reach.ts'
import { Button } from '#web/ui/Button.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'

/** What was judged and on which evidence, the newest first; a later judgement stands beside the earlier ones. */
export function Grades({ opened }: { opened: Opened }) {
  const { t } = useWords()
  const { role } = useMe()
  const [isGrading, grade] = useState(false)
  const mayGrade = decidesFigures(role) && opened.definition.levels.includes(opened.place.kind)
  return (
    <Section
      title={{ zh: '评定与佐证', en: 'Grades and their evidence' }}
      count={opened.grades.length}
      tools={mayGrade && <Button onClick={() => grade(true)}>{t({ zh: '评定等级', en: 'Grade it' })}</Button>}
    >
      {opened.grades.length === 0 ? (
        <Empty
          icon="document"
          title={{ zh: '还没有评定', en: 'Not graded yet' }}
          next={{ zh: '评定要写明等级和每份佐证材料在哪里', en: 'A grade names its evidence and where that is found' }}
        />
      ) : (
        <ol className="grades">
          {opened.grades.map((each) => (
            <Judged key={each.gradeId} graded={each} />
          ))}
        </ol>
      )}
      {isGrading && <RecordGrade opened={opened} onClose={() => grade(false)} />}
    </Section>
  )
}

function Judged({ graded }: { graded: Graded }) {
  const { t } = useWords()
  return (
    <li>
      <p>
        <Tag tone="pulse">{t({ zh: `${graded.grade} 级`, en: `Grade ${graded.grade}` })}</Tag>{' '}
        <b>{t({ zh: `${graded.year} 年`, en: String(graded.year) })}</b>{' '}
        <span className="hint">
          {graded.by} · <Moment at={graded.at} />
        </span>
      </p>
      <ul>
        {graded.evidence.map((each) => (
          <li key={`${each.title} ${each.where}`}>
            {each.title} <span className="hint">{each.where}</span>
          </li>
        ))}
      </ul>
      {graded.note && <p className="muted">{graded.note}</p>}
    </li>
  )
}
