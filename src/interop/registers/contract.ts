import { z } from 'zod'
import { capability, file, fileName, moment, page, paging } from '#kernel/capability.ts'
import { registerKind, trouble, uploadStatus } from './labels.ts'

const roles = ['administrator', 'townshipManager', 'insuranceBureau'] as const

/** What a file may be sent in at once; a longer one comes in parts, so that a cut line costs one part only. */
export const partBytes = 1_000_000

const words = z.object({ zh: z.string(), en: z.string() })
const tally = z.object({
  rows: z.int(),
  skipped: z.int(),
  added: z.int(),
  known: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  doubtful: z.int(),
  /** Taken, and somebody says whether they were registered before. */
  review: z.int(),
  problems: z.array(z.object({ column: words, why: words, fix: words, n: z.int(), firstRow: z.int() })),
  marks: z.array(z.object({ what: words, n: z.int() })),
})

const uploadCard = z.object({
  uploadId: z.uuid(),
  register: registerKind.schema,
  fileName: z.string(),
  bytes: z.int(),
  status: uploadStatus.schema,
  isStopping: z.boolean(),
  sentBy: z.string(),
  sentAt: moment,
  endedAt: moment.nullable(),
  rowsTotal: z.int().nullable(),
  rowsDone: z.int(),
  /** Rows that wait to be mended. */
  keptRows: z.int(),
  /** One-time passwords that wait to be handed out, and how many were issued. */
  handout: z.object({ waiting: z.int(), issued: z.int() }),
})
export type UploadCard = z.infer<typeof uploadCard>

const field = z.object({ key: z.string(), name: words, hint: words, needed: z.boolean() })
const notYours = { zh: '这张表不由您的岗位装载', en: 'This register is not for your post to load' }
const aboutUpload = z.object({ uploadId: z.uuid() })
const version = z.object({ uploadId: z.uuid(), version: z.int() })
const fileForm = z.enum(['xlsx', 'csv']).default('xlsx')
/** What the two forms are called on the wire. */
export const fileTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const
const sheet = file('kept', Object.values(fileTypes))

export const registersContract = {
  listRegisters: capability({
    method: 'GET',
    path: '/registers',
    title: { zh: '批量登记', en: 'Registers' },
    access: { roles, basis: 'scope' },
    input: z.object({ ...paging }),
    output: page(uploadCard).extend({
      registers: z.array(z.object({ register: registerKind.schema, registered: z.int(), needs: z.array(registerKind.schema), fields: z.array(field) })),
      mostBytes: z.int(),
    }),
    refusals: {},
  }),
  getTemplate: capability({
    method: 'GET',
    path: '/registers/{register}/template',
    title: { zh: '下载模板', en: 'Download a template' },
    access: { roles, basis: 'none' },
    input: z.object({ register: registerKind.schema, form: fileForm }),
    output: sheet,
    refusals: { notYours },
  }),
  beginUpload: capability({
    method: 'POST',
    path: '/registers/{register}/uploads',
    title: { zh: '开始上传', en: 'Begin an upload' },
    access: { roles, basis: 'scope' },
    input: z.object({ register: registerKind.schema, fileName: fileName(200), bytes: z.int().min(1).max(1_000_000_000_000) }),
    output: z.object({ uploadId: z.uuid(), received: z.int(), partBytes: z.int() }),
    refusals: {
      notYours,
      tooLarge: {
        zh: '文件太大:请删去不需要的列、另存为 .csv,或拆成几个文件',
        en: 'The file is too large: leave out columns nobody needs, save it as CSV, or divide it',
        data: z.object({ mostBytes: z.int() }),
      },
    },
  }),
  sendPart: capability({
    method: 'PUT',
    path: '/registers/uploads/{uploadId}/parts/{from}',
    title: { zh: '上传一段', en: 'Send a part' },
    access: { roles, basis: 'scope' },
    input: z.object({ uploadId: z.uuid(), from: z.coerce.number().int().min(0).max(1_000_000_000_000) }),
    output: z.object({ uploadId: z.uuid(), received: z.int() }),
    refusals: {
      otherPlace: { zh: '请从已收到的位置接着传', en: 'Go on from what was received', data: z.object({ received: z.int() }) },
      nothingSent: { zh: '没有收到内容', en: 'Nothing was sent' },
      tooMuch: { zh: '内容比开始时说的多', en: 'This is more than was announced' },
      notReceiving: { zh: '这个文件已经收完', en: 'This file is complete already' },
    },
    bodyFile: { limit: 8_000_000 },
    // The place in the file is the key: a part sent twice is refused with what was received.
    unkeyed: true,
  }),
  finishUpload: capability({
    method: 'POST',
    path: '/registers/uploads/{uploadId}/finish',
    title: { zh: '完成上传', en: 'Finish an upload' },
    access: { roles, basis: 'scope' },
    input: aboutUpload,
    /** The same content sent before is not sent again: `uploadId` is then the earlier one. */
    output: z.object({ uploadId: z.uuid(), isKnown: z.boolean() }),
    refusals: {
      notComplete: { zh: '文件还没有传完', en: 'The file is not complete', data: z.object({ received: z.int() }) },
      notReceiving: { zh: '这个文件已经收完', en: 'This file is complete already' },
    },
  }),
  openUpload: capability({
    method: 'GET',
    path: '/registers/uploads/{uploadId}',
    title: { zh: '装载详情', en: 'Upload' },
    access: { roles, basis: 'scope' },
    input: aboutUpload,
    output: uploadCard.extend({
      trouble: z.object({ code: trouble.schema, row: z.int().nullable() }).nullable(),
      form: z
        .object({
          kind: z.enum(['csv', 'xlsx']),
          encoding: z.string().nullable(),
          sheets: z.array(z.object({ name: z.string(), isHidden: z.boolean(), rows: z.int() })),
          sheet: z.string().nullable(),
          headingRow: z.int().nullable(),
          isRemembered: z.boolean(),
        })
        .nullable(),
      fields: z.array(field),
      columns: z.array(z.object({ heading: z.string(), field: z.string().nullable() })),
      missing: z.array(words),
      preview: z.array(
        z.object({
          row: z.int(),
          cells: z.array(z.string()),
          skipped: words.nullable(),
          problems: z.array(z.object({ column: z.int(), why: words, fix: words })),
          marks: z.array(words),
        }),
      ),
      trial: tally.nullable(),
      loaded: tally.nullable(),
      startedAt: moment.nullable(),
      version: z.int(),
    }),
    refusals: {},
  }),
  chooseColumns: capability({
    method: 'POST',
    path: '/registers/uploads/{uploadId}/columns',
    title: { zh: '指定列', en: 'Say which column is what' },
    access: { roles, basis: 'scope' },
    input: version.extend({
      sheet: z.string().max(100).optional(),
      headingRow: z.int().min(1).max(40).optional(),
      columns: z.array(z.string().max(40).nullable()).max(200).optional(),
    }),
    output: version,
    refusals: {
      notNow: { zh: '正在装载或已装载,不能再改', en: 'It is being loaded or was loaded' },
      fieldTwice: { zh: '同一个字段指定了两列', en: 'A field has two columns', data: z.object({ field: words }) },
      noSuchSheet: { zh: '没有这个工作表或字段', en: 'There is no such sheet or field' },
    },
  }),
  startLoading: capability({
    method: 'POST',
    path: '/registers/uploads/{uploadId}/start',
    title: { zh: '开始或继续装载', en: 'Load or go on' },
    access: { roles, basis: 'scope' },
    input: version,
    output: version,
    refusals: {
      notNow: { zh: '现在不能装载:还在试读、已装载或已取消', en: 'Not now: it is being read, was loaded or was cancelled' },
      columnsMissing: { zh: '有必填的列还没有指定', en: 'A needed column is not known yet', data: z.object({ fields: z.array(words) }) },
    },
  }),
  stopLoading: capability({
    method: 'POST',
    path: '/registers/uploads/{uploadId}/stop',
    title: { zh: '暂停或取消装载', en: 'Pause or cancel' },
    access: { roles, basis: 'scope' },
    input: version.extend({ how: z.enum(['pause', 'cancel']) }),
    output: version,
    refusals: { notNow: { zh: '已经装载完或已取消', en: 'It was loaded or cancelled already' } },
  }),
  getKeptRows: capability({
    method: 'GET',
    path: '/registers/uploads/{uploadId}/kept',
    title: { zh: '下载退回清单', en: 'Download the rows to mend' },
    access: { roles, basis: 'scope' },
    input: aboutUpload.extend({ form: fileForm }),
    output: sheet,
    refusals: { nothingKept: { zh: '没有待改正的行', en: 'No row waits to be mended' } },
  }),
  settleKeptRows: capability({
    method: 'POST',
    path: '/registers/uploads/{uploadId}/kept/settle',
    title: { zh: '了结退回的行', en: 'Settle the rows to mend' },
    access: { roles, basis: 'scope' },
    input: aboutUpload,
    output: z.object({ uploadId: z.uuid(), settled: z.int() }),
    refusals: {},
  }),
  takeHandout: capability({
    method: 'POST',
    path: '/registers/uploads/{uploadId}/handout',
    title: { zh: '领取账号发放单', en: 'Take the hand-out sheet' },
    access: { roles: ['administrator'], basis: 'scope' },
    input: aboutUpload,
    output: z.object({
      items: z.array(z.object({ workplace: z.string(), name: z.string(), role: words, login: z.string(), password: z.string() })),
    }),
    refusals: {
      alreadyTaken: { zh: '已领取过:密码只显示一次。单子丢了请重新生成', en: 'Taken already: passwords are shown once. Make new ones if the sheet was lost' },
    },
    // The answer holds passwords, so it is not remembered for a second asking.
    unkeyed: true,
  }),
  renewHandout: capability({
    method: 'POST',
    path: '/registers/uploads/{uploadId}/handout/renew',
    title: { zh: '重新生成未登录者的密码', en: 'New passwords for those who never signed in' },
    access: { roles: ['administrator'], basis: 'scope' },
    input: aboutUpload,
    output: z.object({ uploadId: z.uuid() }),
    refusals: { nobodyLeft: { zh: '没有还未登录的人', en: 'Everybody has signed in' } },
  }),
}
