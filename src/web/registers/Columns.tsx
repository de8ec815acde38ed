import { useState } from 'react'
import { registersContract } from '#interop/registers/contract.ts'
import type { Upload } from '#web/registers/shown.ts'
import { Button } from '#web/ui/Button.tsx'
import { Pick } from '#web/ui/desk/fields.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** Which column is what, over the first rows of the file as they stand. A wrong guess is put right in its heading. */
export function Columns({ upload }: { upload: Upload }) {
  const { t } = useWords()
  const { uploadId, version, form } = upload
  const [columns, setColumns] = useState(() => upload.columns.map((column) => column.field))
  const [headingRow, setHeadingRow] = useState(String(form?.headingRow ?? 1))
  const command = useCommand(registersContract.chooseColumns, { changes: ['registers'] })
  const isChanged = columns.some((field, at) => field !== upload.columns[at]?.field)
  const table = (sheet: string, row: number) =>
    void command.send({ uploadId, version, sheet, headingRow: Math.min(Math.max(1, row), 40) })

  return (
    <Section
      title={{ zh: '哪一列是什么', en: 'Which column is what' }}
      note={
        form?.isRemembered
          ? t({ zh: '按上次同样表头的对应关系', en: 'as for the last file with these headings' })
          : t({ zh: '按表头猜的,请核对', en: 'guessed by the headings; please compare' })
      }
      tools={
        isChanged && (
          <Button
            tone="primary"
            isRunning={command.isSending}
            onClick={() => void command.send({ uploadId, version, columns })}
          >
            {t({ zh: '按新的对应关系再试读', en: 'Read again with these columns' })}
          </Button>
        )
      }
    >
      {command.problem && <ProblemNote problem={command.problem} />}
      {upload.missing.length > 0 && (
        <p className="upload-trouble">
          <Icon name="alert" />{' '}
          {t({
            zh: `还没有指定必填列:${upload.missing.map((m) => m.zh).join('、')}`,
            en: `Needed and not known yet: ${upload.missing.map((m) => m.en).join(', ')}`,
          })}
        </p>
      )}
      <div className="upload-table-choice">
        {form?.kind === 'xlsx' && (
          <Pick
            label={{ zh: '工作表', en: 'Sheet' }}
            value={form.sheet ?? ''}
            choices={form.sheets.map((sheet) => ({
              value: sheet.name,
              name: {
                zh: `${sheet.name}(${sheet.rows} 行${sheet.isHidden ? ',隐藏' : ''})`,
                en: `${sheet.name} (${sheet.rows} rows${sheet.isHidden ? ', hidden' : ''})`,
              },
            }))}
            onPick={(sheet) => table(sheet, 1)}
          />
        )}
        <Pick
          label={{ zh: '表头在', en: 'Headings in' }}
          value={headingRow}
          choices={Array.from({ length: 12 }, (_, i) => ({
            value: String(i + 1),
            name: { zh: `第 ${i + 1} 行`, en: `row ${i + 1}` },
          }))}
          onPick={(row) => {
            setHeadingRow(row)
            table(form?.sheet ?? '', Number(row))
          }}
        />
        <span className="muted">
          {form?.kind === 'csv' &&
            t({ zh: `编码 ${form.encoding?.toUpperCase()}`, en: `in ${form.encoding?.toUpperCase()}` })}
        </span>
      </div>
      <div className="upload-preview">
        <table>
          <thead>
            <tr>
              <th scope="col" className="right">
                {t({ zh: '行', en: 'Row' })}
              </th>
              {upload.columns.map((column, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place, headings may repeat
                <th key={at} scope="col">
                  <span>{column.heading}</span>
                  <select
                    aria-label={t({ zh: `“${column.heading}”是`, en: `“${column.heading}” is` })}
                    className={columns[at] ? undefined : 'unused'}
                    value={columns[at] ?? ''}
                    onChange={(event) => setColumns(columns.with(at, event.target.value || null))}
                  >
                    <option value="">{t({ zh: '不导入', en: 'left out' })}</option>
                    {upload.fields.map((field) => (
                      <option key={field.key} value={field.key}>
                        {t(field.name)}
                        {field.needed ? ' *' : ''}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {upload.preview.map((line) => (
              <tr key={line.row} className={line.skipped ? 'skipped' : undefined}>
                <td className="right">{line.row}</td>
                {upload.columns.map((_column, at) => {
                  const problem = line.problems.find((p) => p.column === at)
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: as the heading
                    <td key={at} className={problem ? 'wrong' : undefined} title={problem && t(problem.why)}>
                      {line.cells[at]}
                      {problem && <span className="why">{t(problem.why)}</span>}
                      {at === 0 && line.skipped && <span className="why">{t(line.skipped)}</span>}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
