import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { indicatorsContract } from '#governance/indicators/contract.ts'
import { type FileFormat, fileFormat } from '#governance/indicators/labels.ts'
import type { Words } from '#kernel/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { download } from '#web/ui/download.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { fetchFile } from '#web/wire/file.ts'
import { type AnyProblem, problemOf } from '#web/wire/problem.ts'
import '#web/indicators/report/reportFiles.css'

const forWhat: Readonly<Record<FileFormat, { readonly name: Words; readonly use: Words }>> = {
  pdf: { name: { zh: 'PDF', en: 'PDF' }, use: { zh: '打印、报送', en: 'to print and to send' } },
  xlsx: { name: { zh: 'Excel', en: 'Excel' }, use: { zh: '带图表,可再计算', en: 'with charts, to reckon on' } },
  csv: { name: { zh: 'CSV', en: 'CSV' }, use: { zh: '纯表格,导入其他软件', en: 'a bare table for other programs' } },
  fhir: {
    name: { zh: 'FHIR MeasureReport', en: 'FHIR MeasureReport' },
    use: { zh: '供系统之间交换', en: 'for other systems' },
  },
}

/** A frozen report to take away: to print, to reckon with, or for another machine. */
export function ReportFiles({ reportId }: { reportId: string }) {
  const { t, language } = useWords()
  const [isOpen, setOpen] = useState(false)
  const [making, setMaking] = useState<FileFormat>()
  const [failed, setFailed] = useState<{ format: FileFormat; problem: AnyProblem }>()
  const box = useRef<HTMLDivElement>(null)
  const menuId = useId()

  useEffect(() => {
    if (!isOpen) return
    box.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus()
    function closeOutside({ target }: PointerEvent) {
      if (target instanceof Node && !box.current?.contains(target)) setOpen(false)
    }
    document.addEventListener('pointerdown', closeOutside)
    return () => document.removeEventListener('pointerdown', closeOutside)
  }, [isOpen])

  async function save(format: FileFormat) {
    close()
    setFailed(undefined)
    setMaking(format)
    try {
      const { name, content } = await fetchFile(indicatorsContract.openReportFile, { reportId, format, language })
      download(name, content)
      toast({ text: { zh: `已下载:${name}`, en: `Downloaded: ${name}` } })
    } catch (error) {
      setFailed({ format, problem: problemOf(error) })
    } finally {
      setMaking(undefined)
    }
  }

  function close() {
    setOpen(false)
    box.current?.querySelector('button')?.focus()
  }

  function move(event: KeyboardEvent) {
    if (event.key === 'Escape') return close()
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const items = [...(box.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = items.indexOf(document.activeElement as HTMLElement)
    items[(at + step + items.length) % items.length]?.focus()
  }

  return (
    <div className="report-files" ref={box}>
      <Button
        tone="primary"
        icon="download"
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={menuId}
        isRunning={making !== undefined}
        onClick={() => setOpen(!isOpen)}
      >
        <span aria-live="polite">
          {making
            ? t({ zh: `正在生成 ${forWhat[making].name.zh}`, en: `Making the ${forWhat[making].name.en}` })
            : t({ zh: '下载', en: 'Download' })}
        </span>
      </Button>
      <div
        id={menuId}
        role="menu"
        aria-label={t({ zh: '下载成', en: 'Download as' })}
        hidden={!isOpen}
        onKeyDown={move}
      >
        {fileFormat.codes.map((format) => (
          <button key={format} type="button" role="menuitem" tabIndex={-1} onClick={() => void save(format)}>
            <Icon name={format === 'pdf' ? 'document' : 'download'} />
            <b>{t(forWhat[format].name)}</b>
            <span>{t(forWhat[format].use)}</span>
          </button>
        ))}
      </div>
      {failed && (
        <div className="failed">
          <ProblemNote problem={failed.problem} again={() => void save(failed.format)} />
        </div>
      )}
    </div>
  )
}
