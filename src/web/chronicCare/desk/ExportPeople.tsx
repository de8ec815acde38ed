import { useState } from 'react'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { managedStatus } from '#care/chronicCare/labels.ts'
import type { Input } from '#kernel/capability.ts'
import { csvOf, utf8Mark } from '#kernel/csv.ts'
import type { PanelPerson } from '#web/chronicCare/desk/panel.ts'
import { classInWords, diseasesInWords, lastInWords } from '#web/chronicCare/saying.ts'
import { Button } from '#web/ui/Button.tsx'
import { download } from '#web/ui/download.ts'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { useWords } from '#web/ui/words.ts'
import { call } from '#web/wire/call.ts'
import { type AnyProblem, problemOf } from '#web/wire/problem.ts'

export type ExportPeopleProps = {
  readonly input: Omit<Input<typeof chronicCareContract.listPanel>, 'cursor' | 'limit'>
  readonly name: string
  readonly isCounty: boolean
}

/** The whole list as a sheet, page after page, with what stands on the screen and nothing more. */
export function ExportPeople({ input, name, isCounty }: ExportPeopleProps) {
  const { t, language } = useWords()
  const [isRunning, run] = useState(false)
  const [problem, say] = useState<AnyProblem>()

  async function save() {
    run(true)
    say(undefined)
    try {
      const people = await every(input, isCounty)
      const head = heads.map((each) => t(each))
      const rows = people.map((card) => [
        card.person.name,
        card.person.birthDate,
        card.person.village,
        card.facility,
        diseasesInWords(card.diseases, language),
        t(managedStatus.labels[card.status]),
        t(classInWords(card.diseases.find((each) => each.disease === input.disease)?.reportClass ?? null)),
        lastInWords(card, language),
        card.lastFollowUpOn,
        card.next?.dueOn ?? null,
        card.next?.daysOverdue ?? null,
      ])
      download(`${name}.csv`, utf8Mark + csvOf(head, rows))
    } catch (error) {
      say(problemOf(error))
    } finally {
      run(false)
    }
  }

  return (
    <>
      <Button icon="download" isRunning={isRunning} onClick={() => void save()}>
        {t({ zh: '导出表格(CSV)', en: 'Export (CSV)' })}
      </Button>
      <ProblemNote problem={problem} />
    </>
  )
}

const heads = [
  { zh: '姓名', en: 'Name' },
  { zh: '出生日期', en: 'Born' },
  { zh: '村', en: 'Village' },
  { zh: '管理机构', en: 'Clinic' },
  { zh: '病种', en: 'Diseases' },
  { zh: '状态', en: 'State' },
  { zh: '最近分类', en: 'Last class' },
  { zh: '最近测量', en: 'Last readings' },
  { zh: '上次随访', en: 'Last follow-up' },
  { zh: '下次到期', en: 'Next due' },
  { zh: '逾期天数', en: 'Days late' },
] as const

async function every(input: ExportPeopleProps['input'], isCounty: boolean): Promise<readonly PanelPerson[]> {
  const list = isCounty ? chronicCareContract.listCountyPanel : chronicCareContract.listPanel
  const people: PanelPerson[] = []
  let cursor: string | null = null
  do {
    const page: { items: PanelPerson[]; cursor: string | null } = await call(list, {
      ...input,
      limit: 100,
      ...(cursor === null ? {} : { cursor }),
    })
    people.push(...page.items)
    cursor = page.cursor
  } while (cursor !== null)
  return people
}
