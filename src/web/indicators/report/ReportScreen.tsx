import { Link, useParams } from 'wouter'
import { indicatorsContract, type Report } from '#governance/indicators/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { GroupLists } from '#web/indicators/GroupLists.tsx'
import { periodInWords } from '#web/indicators/period.ts'
import { ReportFiles } from '#web/indicators/report/ReportFiles.tsx'
import { RestatedTable } from '#web/indicators/report/RestatedTable.tsx'
import { placeIn } from '#web/indicators/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Icon, type IconName } from '#web/ui/Icon.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Moment } from '#web/ui/When.tsx'
import { say, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/indicators/indicators.css'
import '#web/indicators/definition/definition.css'
import '#web/indicators/under/under.css'
import '#web/indicators/paper.css'

type Opened = Output<typeof indicatorsContract.openReport>

/** A frozen report: what is good and what is not, every figure as it was frozen, and what late data would change. */
export function ReportScreen() {
  const { t } = useWords()
  const { reportId = '' } = useParams<{ reportId: string }>()
  const asked = useAsk(indicatorsContract.openReport, { reportId }, { freshSeconds: 60 })
  const report = asked.data
  return (
    <DeskPage
      title={report ? titleOf(report) : { zh: '报告', en: 'Report' }}
      hint={
        <Link href="/reports">
          <Icon name="arrowLeft" size={12} /> {t({ zh: '全部报告', en: 'All reports' })}
        </Link>
      }
      tools={
        <>
          <Button icon="print" onClick={() => window.print()}>
            {t({ zh: '打印', en: 'Print' })}
          </Button>
          {report && <ReportFiles reportId={report.reportId} />}
        </>
      }
    >
      <Answered asked={asked} rows={12} what={{ zh: '报告', en: 'the report' }}>
        {(opened) => <Page report={opened} />}
      </Answered>
    </DeskPage>
  )
}

function titleOf({ place, period }: Pick<Report, 'place' | 'period'>) {
  return {
    zh: `${say(placeIn(place), 'zh')} · ${periodInWords(period.name, 'zh')}报告`,
    en: `${say(placeIn(place), 'en')}: report of ${periodInWords(period.name, 'en')}`,
  }
}

function Page({ report }: { report: Opened }) {
  const { t } = useWords()
  const { figures, findings, restated, place, period } = report
  const changed = new Set(restated.map((each) => each.id))
  return (
    <div className="indicators">
      <p className="muted">
        {t({ zh: '定稿于', en: 'Frozen' })} <Moment at={report.frozenAt} />
        {report.by && <> · {report.by}</>} · {t({ zh: '下面的数不再变', en: 'the figures below stay as they are' })}
      </p>
      <Section title={{ zh: '做得好的和要改进的', en: 'Strengths and weaknesses' }} count={findings.length}>
        {findings.length === 0 ? (
          <p className="hint">{t({ zh: '这一期没有可以说的', en: 'Nothing to say of this period' })}</p>
        ) : (
          <ul className="findings">
            {findings.map((finding) => (
              <li key={finding.text.zh} className={finding.tone}>
                <Icon name={marks[finding.tone].icon} label={marks[finding.tone].name} />
                <span>{t(finding.text)}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {restated.length > 0 && (
        <Section
          title={{ zh: '定稿之后变动的', en: 'Changed since' }}
          count={restated.length}
          note={t({
            zh: '按现在的数据会是另一个数,报告本身不改',
            en: 'Today it would be another number; the report itself stays',
          })}
        >
          <RestatedTable items={restated} />
        </Section>
      )}
      <GroupLists
        figures={figures}
        changed={changed}
        hrefOf={(id) => `/indicators/${encodeURIComponent(id)}?place=${place.placeId}&period=${period.name}`}
      />
    </div>
  )
}

const marks = {
  good: { icon: 'check', name: { zh: '好', en: 'Good' } },
  bad: { icon: 'alert', name: { zh: '要改进', en: 'To improve' } },
  plain: { icon: 'info', name: { zh: '说明', en: 'Note' } },
} as const satisfies Record<Report['findings'][number]['tone'], { icon: IconName; name: { zh: string; en: string } }>
