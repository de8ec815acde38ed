import { bookingContract, capacityKind } from '#care/booking/contract.ts'
import type { Template } from '#web/capacity/grouping.ts'
import { runsCapacity } from '#web/capacity/reach.ts'
import { iconOf } from '#web/capacity/unit.ts'
import { Button } from '#web/ui/Button.tsx'
import { useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { lastingInWords } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import { TemplateForm } from '#web/workbenches/referralDesk/templates/TemplateForm.tsx'
import { weekdaysInWords } from '#web/workbenches/referralDesk/templates/weekdays.ts'
import '#web/capacity/board.css'

/** The week as it is planned; publishing turns it into sessions. */
export function TemplatesScreen() {
  const { t } = useWords()
  const { role } = useMe()
  const [read, write] = useAddress()
  const asked = useAsk(bookingContract.listTemplates, {}, { live: ['capacity'] })
  const on = read('on')
  const chosen = asked.data?.items.find((each) => each.templateId === on)
  const mayEdit = runsCapacity(role)
  const isOpen = mayEdit && (on === 'new' || chosen)
  return (
    <DeskPage
      title={{ zh: '排班模板', en: 'Templates' }}
      hint={<QueueKeys open={{ zh: '修改', en: 'edit' }} />}
      tools={
        mayEdit && (
          <Button icon="plus" onClick={() => write({ on: 'new' })}>
            {t({ zh: '新模板', en: 'New template' })}
          </Button>
        )
      }
      paneLabel={{ zh: '模板', en: 'Template' }}
      pane={
        isOpen && (
          <TemplateForm key={`${on} ${chosen?.version}`} template={chosen} onClose={() => write({ on: undefined })} />
        )
      }
    >
      <Answered asked={asked} rows={8} isEmpty={() => false}>
        {({ items }) => (
          <QueueTable
            label={{ zh: '排班模板', en: 'Templates' }}
            rows={items}
            rowKey={(row) => row.templateId}
            columns={columns}
            selected={on}
            onSelect={(row) => row && write({ on: row.templateId })}
            empty={
              <Empty
                icon="slot"
                title={{ zh: '还没有排班模板', en: 'No template yet' }}
                next={{ zh: '先建模板,再按日期发布', en: 'Make templates, then publish by dates' }}
              />
            }
          />
        )}
      </Answered>
    </DeskPage>
  )
}

const columns: readonly QueueColumn<Template>[] = [
  {
    key: 'department',
    head: { zh: '科室', en: 'Department' },
    width: '20%',
    cell: (row) => <Two first={<b>{row.department}</b>} second={<Kind row={row} />} />,
  },
  { key: 'resource', head: { zh: '名称', en: 'Name' }, cell: (row) => <Resource row={row} /> },
  { key: 'days', head: { zh: '星期', en: 'Weekdays' }, width: '17%', cell: (row) => <Weekdays row={row} /> },
  { key: 'time', head: { zh: '时间', en: 'Time' }, width: 84, cell: (row) => <Time row={row} /> },
  { key: 'capacity', head: { zh: '数量', en: 'Units' }, width: 64, align: 'right', cell: (row) => row.capacity },
  {
    key: 'reserved',
    head: { zh: '为基层预留', en: 'Reserved' },
    width: 84,
    align: 'right',
    cell: (row) => `${row.reservedPercent} %`,
  },
  { key: 'from', head: { zh: '起止', en: 'In force' }, width: 96, cell: (row) => <Period row={row} /> },
]

function Kind({ row }: { row: Template }) {
  const { t } = useWords()
  return (
    <>
      <Icon name={iconOf(row.kind)} size={14} /> {t(capacityKind.labels[row.kind])}
    </>
  )
}

function Resource({ row }: { row: Template }) {
  const { t } = useWords()
  return (
    <>
      {row.resource} {row.expert && !row.resource.includes('专家') && <Tag>{t({ zh: '专家', en: 'Expert' })}</Tag>}
    </>
  )
}

function Weekdays({ row }: { row: Template }) {
  const { language } = useWords()
  return <>{weekdaysInWords(row.weekdays, language)}</>
}

function Time({ row }: { row: Template }) {
  const { language } = useWords()
  return <Two first={row.starts} second={lastingInWords(row.minutes * 60_000, language)} />
}

function Period({ row }: { row: Template }) {
  const { t } = useWords()
  return (
    <Two
      first={<Day on={row.from} form="short" />}
      second={row.until ? <Day on={row.until} form="short" /> : t({ zh: '长期', en: 'no end' })}
    />
  )
}
