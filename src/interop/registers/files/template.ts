import { fieldsOf } from '../fields/index.ts'
import { type RegisterKind, registerKind } from '../labels.ts'
import { returnColumns } from '../rules/columns.ts'
import { type FileKind, type SheetColumn, type WrittenSheet, writeCsv, writeXlsx } from './write.ts'

/** What begins a row that shows how to fill the sheet; such rows are left out when the file comes back. */
export const exampleMark = '示例:'

/** The empty sheet of a register: headings, one example, and a page that explains every column. */
export async function writeTemplate(path: string, register: RegisterKind, kind: FileKind): Promise<void> {
  const sheet = { name: registerKind.labels[register].zh, columns: columnsFor(register), rows: [exampleOf(register)] }
  if (kind === 'csv') await writeCsv(path, sheet)
  else await writeXlsx(path, [sheet, instructions(register)])
}

/** The headings in Chinese, with `*` where a cell must be filled. */
function columnsFor(register: RegisterKind): SheetColumn[] {
  return fieldsOf[register].map(({ name, needed, reading }) => ({
    heading: needed ? `${name.zh}*` : name.zh,
    width: Math.max(12, name.zh.length * 2 + 4),
    ...(reading.as === 'choice' ? { choices: Object.values(reading.of).flatMap((words) => words.slice(0, 1)) } : {}),
    ...(reading.as === 'yesNo' ? { choices: ['是', '否'] } : {}),
  }))
}

function exampleOf(register: RegisterKind): string[] {
  const cells = fieldsOf[register].map((f) => f.example)
  const first = cells.findIndex((cell) => cell !== '')
  return cells.with(first, `${exampleMark}${cells[first]}`)
}

function instructions(register: RegisterKind): WrittenSheet {
  const rows = fieldsOf[register].map(({ name, needed, reading, hint }) => [
    name.zh,
    needed ? '必填' : '可空',
    hint.zh,
    reading.as === 'choice' || reading.as === 'choices'
      ? Object.values(reading.of)
          .flatMap((words) => words.slice(0, 1))
          .join('、')
      : '',
    `${name.en}: ${hint.en}`,
  ])
  return {
    name: '填写说明',
    columns: [
      { heading: '列', width: 18 },
      { heading: '要求', width: 8 },
      { heading: '怎么填', width: 50 },
      { heading: '可选值', width: 60 },
      { heading: 'English', width: 60 },
    ],
    rows: [...rows, ['', '', `以“${exampleMark}”开头的行和合计行会跳过;“${Object.values(returnColumns).join('”“')}”是退回清单用的列。`, '', '']],
  }
}
