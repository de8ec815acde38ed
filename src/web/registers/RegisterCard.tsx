import { type DragEvent, useId, useState } from 'react'
import { registersContract } from '#interop/registers/contract.ts'
import { type RegisterKind, registerKind } from '#interop/registers/labels.ts'
import { fileAddress, type Sending } from '#web/registers/sending.ts'
import type { Registers } from '#web/registers/shown.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'

type RegisterCardProps = {
  /** Its place in the order of loading. */
  readonly number: number | undefined
  readonly of: Registers['registers'][number]
  /** Registers that it names and that are still empty. */
  readonly missing: readonly RegisterKind[]
  readonly mostBytes: number
  readonly sending: Sending | undefined
  readonly isBusy: boolean
  readonly onFile: (file: File) => void
}

const units: Readonly<Record<RegisterKind, { zh: string; en: string }>> = {
  facilities: { zh: '家机构', en: 'facilities' },
  staff: { zh: '人', en: 'people' },
  capacity: { zh: '个模板', en: 'templates' },
  residents: { zh: '人由表格装载', en: 'loaded from sheets' },
  settlement: { zh: '笔已装载', en: 'claims loaded' },
}

/** One register: what is there, its template, and where a file is dropped. */
export function RegisterCard({ number, of, missing, mostBytes, sending, isBusy, onFile }: RegisterCardProps) {
  const { t } = useWords()
  const id = useId()
  const [isOver, over] = useState(false)
  const name = registerKind.labels[of.register]

  function drop(event: DragEvent) {
    event.preventDefault()
    over(false)
    const file = event.dataTransfer.files[0]
    if (file && !isBusy) onFile(file)
  }

  return (
    <section className="register-card" aria-labelledby={id}>
      <header>
        {number && <span className="register-number">{number}</span>}
        <h2 id={id}>{t(name)}</h2>
        <span className="muted">
          {of.registered.toLocaleString('en')} {t(units[of.register])}
        </span>
      </header>
      {missing.length > 0 && (
        <p className="register-needs">
          <Icon name="info" size={14} />{' '}
          {t({
            zh: `要先有${missing.map((m) => registerKind.labels[m].zh).join('、')}`,
            en: `first load ${missing.map((m) => registerKind.labels[m].en.toLowerCase()).join(', ')}`,
          })}
        </p>
      )}
      <label
        className={isOver ? 'register-drop over' : 'register-drop'}
        onDragOver={(event) => {
          event.preventDefault()
          over(true)
        }}
        onDragLeave={() => over(false)}
        onDrop={drop}
      >
        <input
          type="file"
          accept=".xlsx,.csv,.txt"
          disabled={isBusy}
          onChange={(event) => {
            const file = event.target.files?.[0]
            if (file) onFile(file)
            event.target.value = ''
          }}
        />
        {sending ? (
          <>
            <progress max={sending.bytes} value={sending.sent} />
            <span>
              {t({ zh: '正在上传', en: 'Sending' })} {Math.floor((100 * sending.sent) / sending.bytes)} %
            </span>
          </>
        ) : (
          <>
            <Icon name="upload" />
            <span>
              {t({ zh: `选择或拖入${name.zh}表`, en: `Choose or drop the sheet of ${name.en.toLowerCase()}` })}
              <span className="muted">
                .xlsx .csv {t({ zh: '不超过', en: 'up to' })} {Math.round(mostBytes / 1_000_000)} MB
              </span>
            </span>
          </>
        )}
      </label>
      <p className="register-templates">
        {t({ zh: '模板', en: 'Template' })}{' '}
        {(['xlsx', 'csv'] as const).map((form) => (
          <a
            key={form}
            href={fileAddress(registersContract.getTemplate.path, { register: of.register, form })}
            download
          >
            <Icon name="download" size={14} /> {form === 'xlsx' ? 'Excel' : 'CSV'}
          </a>
        ))}
      </p>
    </section>
  )
}
