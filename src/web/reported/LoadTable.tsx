import { useState } from 'react'
import { column, mostLetters, reportedContract } from '#governance/reported/contract.ts'
import { csvOf } from '#kernel/csv.ts'
import { Button } from '#web/ui/Button.tsx'
import { Line } from '#web/ui/desk/fields.tsx'
import { download } from '#web/ui/download.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

const example = ['常住人口', '全县', '2025', '', '', '412345', '2025 年统计公报', '']

/** A page of figures at once: all of them, or none and what is wrong with each line. */
export function LoadTable({ onClose }: { onClose: () => void }) {
  const { t } = useWords()
  const [file, setFile] = useState<{ name: string; csv: string }>()
  const [isTooLarge, tooLarge] = useState(false)
  const [because, setBecause] = useState('')
  const command = useCommand(reportedContract.loadReported, {
    changes: ['reported'],
    onDone({ recorded, corrected, unchanged }) {
      toast({
        text: {
          zh: `新报 ${recorded},更正 ${corrected},没有变化 ${unchanged}`,
          en: `${recorded} reported, ${corrected} corrected, ${unchanged} unchanged`,
        },
      })
      onClose()
    },
  })
  const { problem } = command
  const asksWhy = problem?.kind === 'refused' && problem.refusal === 'reasonNeeded'

  async function take(chosen: File | undefined) {
    if (!chosen) return
    command.clear()
    const csv = decoded(await chosen.arrayBuffer())
    tooLarge(csv.length > mostLetters)
    setFile(csv.length > mostLetters ? undefined : { name: chosen.name, csv })
  }

  return (
    <div className="upright-form reported-load">
      <h2>{t({ zh: '导入表格', en: 'Load a table' })}</h2>
      <p className="hint">
        {t({
          zh: `CSV,表头:${column.codes.map((code) => column.labels[code].zh).join('、')}。有一行不对就一行也不导入。`,
          en: `CSV with the headings ${column.codes.map((code) => column.labels[code].en).join(', ')}. One wrong line keeps all back.`,
        })}
      </p>
      <Button
        tone="text"
        icon="download"
        onClick={() =>
          download(
            `${t({ zh: '上报表', en: 'reported-figures' })}.csv`,
            csvOf(
              column.codes.map((code) => column.labels[code].zh),
              [example],
            ),
          )
        }
      >
        {t({ zh: '下载示例', en: 'Download an example' })}
      </Button>
      <label className="reported-drop">
        <input
          type="file"
          accept=".csv,.txt"
          onChange={(event) => {
            void take(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Icon name="upload" /> <span>{file?.name ?? t({ zh: '选择 CSV 文件', en: 'Choose a CSV file' })}</span>
      </label>
      {isTooLarge && (
        <p className="field-said">
          <Icon name="alert" size={14} />{' '}
          {t({ zh: '表格太大,请拆成几个文件', en: 'The table is too large; divide it' })}
        </p>
      )}
      {(asksWhy || because !== '') && (
        <Line
          label={{ zh: '为什么更正已报的数', en: 'Why figures that stand are corrected' }}
          value={because}
          onText={setBecause}
          maxLength={200}
        />
      )}
      <ProblemNote problem={problem} />
      {problem?.kind === 'refused' && problem.refusal === 'linesWrong' && <WrongLines lines={problem.data.lines} />}
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button
          tone="primary"
          isRunning={command.isSending}
          disabled={!file || (asksWhy && because.trim() === '')}
          onClick={() =>
            file && void command.send({ csv: file.csv, ...(because.trim() ? { because: because.trim() } : {}) })
          }
        >
          {t({ zh: '导入', en: 'Load' })}
        </Button>
      </div>
    </div>
  )
}

type Wrong = {
  readonly line: number
  readonly column: { zh: string; en: string }
  readonly why: { zh: string; en: string }
  readonly fix: { zh: string; en: string }
  readonly written: string
}

function WrongLines({ lines }: { lines: readonly Wrong[] }) {
  const { t } = useWords()
  return (
    <ul className="reported-wrong">
      {lines.map((each) => (
        <li key={`${each.line} ${each.column.zh} ${each.why.zh}`}>
          <b>{t({ zh: `第 ${each.line} 行`, en: `Line ${each.line}` })}</b> {t(each.column)}
          {each.written && `“${each.written}”`} {t(each.why)}
          <span className="hint">{t(each.fix)}</span>
        </li>
      ))}
    </ul>
  )
}

/** UTF-8, or what spreadsheets here write besides. */
function decoded(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
