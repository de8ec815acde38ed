import type { ReactNode } from 'react'
import { Control } from '#web/enrollment/desk/Control.tsx'
import { Coverage } from '#web/enrollment/desk/Coverage.tsx'
import { Packages } from '#web/enrollment/desk/Packages.tsx'
import { PanelPane, PanelRows } from '#web/enrollment/desk/Panel.tsx'
import { Rosters } from '#web/enrollment/desk/Rosters.tsx'
import { ScorePane, Scores } from '#web/enrollment/desk/Scores.tsx'
import { Sites } from '#web/enrollment/desk/Sites.tsx'
import { Teams } from '#web/enrollment/desk/Teams.tsx'
import { type EnrollmentPart, partsFor } from '#web/enrollment/parts.ts'
import { Counters } from '#web/ui/Counters.tsx'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { useMe } from '#web/wire/session.ts'
import '#web/enrollment/enrollment.css'
import '#web/ui/plainTable.css'

/** Everything about enrollment at a desk: who is promised what, the teams, the menu, the figures and their control. */
export function EnrollmentScreen() {
  const { role } = useMe()
  const [read, write] = useAddress()
  const parts = partsFor(role)
  const part = oneOf(read('part'), parts)
  const on = read('on')
  const content: Readonly<Record<EnrollmentPart, ReactNode>> = {
    panel: <PanelRows selected={on} onSelect={(residentId) => write({ on: residentId })} />,
    scores: <Scores />,
    teams: <Teams />,
    packages: <Packages />,
    coverage: <Coverage />,
    control: <Control />,
    roster: <Rosters />,
    sites: <Sites />,
  }
  const panes: Partial<Record<EnrollmentPart, ReactNode>> = {
    panel: on && <PanelPane key={on} residentId={on} />,
    scores: on && <ScorePane which={on} />,
  }
  return (
    <DeskPage
      title={{ zh: '家庭医生签约', en: 'Enrollment' }}
      pane={panes[part]}
      paneLabel={
        part === 'panel'
          ? { zh: '所选居民的履约', en: 'Fulfillment of the selected' }
          : { zh: '得分背后的人', en: 'The people behind the score' }
      }
    >
      <div className="enrollment-stack">
        <Counters
          label={{ zh: '看哪一部分', en: 'Which part' }}
          chosen={part}
          onChoose={(key) =>
            write({ part: key === parts[0] ? undefined : key, on: undefined, box: undefined }, { isStep: true })
          }
          counters={parts.map((key) => ({ key, name: names[key] }))}
        />
        {content[part]}
      </div>
    </DeskPage>
  )
}

const names = {
  panel: { zh: '签约居民', en: 'Panel' },
  scores: { zh: '四个有效', en: 'Four scores' },
  teams: { zh: '团队', en: 'Teams' },
  packages: { zh: '服务包', en: 'Packages' },
  coverage: { zh: '覆盖', en: 'Coverage' },
  control: { zh: '质控', en: 'Quality control' },
  roster: { zh: '排班', en: 'Roster' },
  sites: { zh: '功能社区', en: 'Sites' },
} as const satisfies Readonly<Record<EnrollmentPart, { zh: string; en: string }>>
