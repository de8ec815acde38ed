import { capacityKind, holdStatus } from '#care/booking/contract.ts'
import { declineReason, direction, status, urgency } from '#care/referral/contract.ts'
import { dayOf, type Moment } from '#kernel/calendar.ts'
import type { Language, Words } from '#kernel/words.ts'
import { sex } from '#registry/resident/contract.ts'
import type { FigureRow } from '../contract.ts'
import { type FigureKey, figure, type Level, level, type PartName, part } from '../labels.ts'

type Cell = string | number | null
type Column = { readonly head: string; readonly cell: (row: FigureRow) => Cell }
type Spoken = { readonly head: Words; readonly cell: (row: FigureRow, language: Language) => Cell }

const who: readonly Spoken[] = [
  { head: { zh: '姓名(已遮盖)', en: 'Name (masked)' }, cell: (row) => row.person?.name ?? null },
  { head: { zh: '性别', en: 'Sex' }, cell: (row, language) => (row.person ? sex.labels[row.person.sex][language] : null) },
  { head: { zh: '年龄', en: 'Age' }, cell: (row) => row.person?.age ?? null },
  { head: { zh: '村', en: 'Village' }, cell: (row) => row.person?.village ?? null },
]
const department: Spoken = { head: { zh: '科室', en: 'Department' }, cell: (row) => row.department }
const kind: Spoken = { head: { zh: '类别', en: 'Kind' }, cell: (row, language) => (row.kind ? capacityKind.labels[row.kind][language] : null) }
const resource: Spoken = { head: { zh: '资源', en: 'Resource' }, cell: (row) => row.resource }
const facility: Spoken = { head: { zh: '机构', en: 'Facility' }, cell: (row) => row.to }

const sheets: Readonly<Record<'referral' | 'session' | 'hold', readonly Spoken[]>> = {
  referral: [
    ...who,
    { head: { zh: '方向', en: 'Direction' }, cell: (row, language) => (row.direction ? direction.labels[row.direction][language] : null) },
    { head: { zh: '紧急程度', en: 'Urgency' }, cell: (row, language) => (row.urgency ? urgency.labels[row.urgency][language] : null) },
    { head: { zh: '从', en: 'From' }, cell: (row) => row.from },
    { head: { zh: '到', en: 'To' }, cell: (row) => row.to },
    department,
    { head: { zh: '状态', en: 'Status' }, cell: (row, language) => (row.status ? status.labels[row.status][language] : null) },
    { head: { zh: '婉拒原因', en: 'Declined because' }, cell: (row, language) => (row.reason ? declineReason.labels[row.reason][language] : null) },
    { head: { zh: '提交', en: 'Submitted' }, cell: (row) => timeOf(row.at) },
    { head: { zh: '答复', en: 'Answered' }, cell: (row) => timeOf(row.answeredAt) },
    { head: { zh: '到院或首次联系', en: 'Arrived or contacted' }, cell: (row) => timeOf(row.arrivedAt) },
    { head: { zh: '结案', en: 'Closed' }, cell: (row) => timeOf(row.endedAt) },
    { head: { zh: '接收用时(分钟)', en: 'Minutes to accept' }, cell: (row) => row.minutes },
  ],
  session: [
    facility,
    department,
    kind,
    resource,
    { head: { zh: '开始', en: 'Begins' }, cell: (row) => timeOf(row.at) },
    { head: { zh: '数量', en: 'Units' }, cell: (row) => row.amount },
  ],
  hold: [
    ...who,
    { head: { zh: '申请机构', en: 'For' }, cell: (row) => row.from },
    facility,
    department,
    kind,
    resource,
    { head: { zh: '时段开始', en: 'Begins' }, cell: (row) => timeOf(row.at) },
    { head: { zh: '状态', en: 'Status' }, cell: (row, language) => (row.holdStatus ? holdStatus.labels[row.holdStatus][language] : null) },
  ],
}

/** The columns of a sheet, in the language it is read in. */
export function columnsOf(source: keyof typeof sheets, language: Language): Column[] {
  return sheets[source].map(({ head, cell }) => ({ head: head[language], cell: (row) => cell(row, language) }))
}

/** What the file is called: which number, where and when. */
export function fileNameOf(on: { figure: FigureKey; part: PartName; month: string; place: { level: Level; name: string | null }; language: Language }): string {
  const { language } = on
  const name = on.place.name ?? level.labels[on.place.level][language]
  const words = [figure.labels[on.figure][language], ...(on.part === 'denominator' ? [part.labels.denominator[language]] : []), name, on.month]
  return `${words.join(' ').replaceAll(/[\\/:*?"<>|]/g, ' ')}.csv`
}

function timeOf(at: Moment | null): string | null {
  return at && `${dayOf(at)} ${new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)}`
}
