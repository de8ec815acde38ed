import { Link } from 'wouter'
import { quantity, reportedContract, unit } from '#governance/reported/contract.ts'
import { FigurePane } from '#web/reported/FigurePane.tsx'
import { LoadTable } from '#web/reported/LoadTable.tsx'
import { RecordFigure } from '#web/reported/RecordFigure.tsx'
import { dimsSaid, type Line, periodSaid, placeSaid, type Reported, valueSaid } from '#web/reported/said.ts'
import { Waiting } from '#web/reported/Waiting.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { YearPick } from '#web/ui/desk/YearPick.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { today } from '#web/ui/time.ts'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import '#web/reported/reported.css'

/** Figures no row of the platform yields: what was reported for a year, by whom, from where, and what still waits. */
export function ReportedScreen({ elsewhere }: { elsewhere?: string }) {
  const { t } = useWords()
  const [read, write] = useAddress()
  const thisYear = Number(today(now()).slice(0, 4))
  const year = Number(read('year') ?? thisYear - 1)
  const open = read('open')
  const asked = useAskPages(reportedContract.listReported, { year, limit: 100 }, { live: ['reported'] })
  const chosen = asked.items.find((line) => line.reportedId === open)
  const close = () => write({ open: undefined })
  const shown = asked.first
  return (
    <DeskPage
      title={{ zh: '上报数据', en: 'Reported figures' }}
      hint={t({
        zh: '平台里没有原始记录的数,由各部门按统计表上报,注明来源',
        en: 'Figures without rows of their own here: reported by the bureaus, with their source',
      })}
      tools={
        <>
          {elsewhere && (
            <Link href={elsewhere} className="button quiet">
              {t({ zh: '县外就医', en: 'Care elsewhere' })}
            </Link>
          )}
          <YearPick
            value={year}
            years={Array.from({ length: 8 }, (_, i) => thisYear - i)}
            onPick={(value) => write({ year: value, open: undefined })}
          />
          <Button icon="upload" onClick={() => write({ open: 'table' })}>
            {t({ zh: '导入表格', en: 'Load a table' })}
          </Button>
          <Button tone="primary" icon="plus" onClick={() => write({ open: 'new' })}>
            {t({ zh: '上报一个数', en: 'Report a figure' })}
          </Button>
        </>
      }
      paneLabel={{ zh: '上报', en: 'Report' }}
      pane={
        shown && open === 'new' ? (
          <RecordFigure key={year} about={shown} year={year} quantity={read('of')} onClose={close} />
        ) : shown && open === 'table' ? (
          <LoadTable onClose={close} />
        ) : chosen && shown ? (
          <FigurePane key={`${chosen.reportedId} ${chosen.version}`} line={chosen} about={shown} onClose={close} />
        ) : undefined
      }
    >
      <Answered asked={asked} rows={8} what={{ zh: '上报数据', en: 'reported figures' }} isEmpty={() => false}>
        {() => (
          <>
            <QueueTable
              label={{ zh: '已上报', en: 'Reported' }}
              rows={asked.items}
              rowKey={(line) => line.reportedId}
              columns={columns}
              selected={chosen?.reportedId}
              onSelect={(line) => write({ open: line?.reportedId })}
              more={asked.more}
              empty={
                <Empty
                  icon="pen"
                  title={{ zh: `还没有 ${year} 年的上报数据`, en: `Nothing was reported for ${year} yet` }}
                  next={{
                    zh: '下面列出等着这些数的指标:报上之前,它们显示为未知',
                    en: 'Below is what waits for these figures; until then it is shown as unknown',
                  }}
                />
              }
            />
            {shown && <Waiting about={shown as Reported} onReport={(of) => write({ open: 'new', of })} />}
          </>
        )}
      </Answered>
    </DeskPage>
  )
}

const columns: readonly QueueColumn<Line>[] = [
  { key: 'quantity', head: { zh: '指标', en: 'Figure' }, width: '22%', cell: (line) => <Quantity line={line} /> },
  { key: 'place', head: { zh: '地区或机构', en: 'Place' }, width: '14%', cell: (line) => <Place line={line} /> },
  { key: 'period', head: { zh: '时段', en: 'Period' }, width: '11%', cell: (line) => <Period line={line} /> },
  {
    key: 'value',
    head: { zh: '数值', en: 'Value' },
    width: '14%',
    align: 'right',
    cell: (line) => <Value line={line} />,
  },
  { key: 'source', head: { zh: '来源', en: 'Source' }, cell: (line) => line.source },
  { key: 'by', head: { zh: '上报', en: 'Reported' }, width: '16%', cell: (line) => <By line={line} /> },
]

function Quantity({ line }: { line: Line }) {
  const { t } = useWords()
  const dims = dimsSaid(line)
  return (
    <>
      <b>{t(quantity.labels[line.quantity])}</b> {dims && <span className="hint">{t(dims)}</span>}
    </>
  )
}

function Place({ line }: { line: Line }) {
  const { t } = useWords()
  return <>{t(placeSaid(line.place))}</>
}

function Period({ line }: { line: Line }) {
  const { t } = useWords()
  return <>{t(periodSaid(line))}</>
}

function Value({ line }: { line: Line }) {
  const { t } = useWords()
  return (
    <span className="money">
      {valueSaid(line)} <span className="hint">{t(unit.labels[line.unit])}</span>
    </span>
  )
}

function By({ line }: { line: Line }) {
  const { t } = useWords()
  return (
    <>
      {line.recordedBy} <Moment at={line.recordedAt} />{' '}
      {line.isCorrected && <Tag tone="amber">{t({ zh: '已更正', en: 'corrected' })}</Tag>}
    </>
  )
}
