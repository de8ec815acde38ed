import { useState } from 'react'
import { quantity, reportedContract, unit } from '#governance/reported/contract.ts'
import { valueIn } from '#governance/reported/rules/figure.ts'
import { withUnit, wrongValue } from '#web/reported/RecordFigure.tsx'
import { dimsSaid, type Line as Figure, periodSaid, placeSaid, type Reported, valueSaid } from '#web/reported/said.ts'
import { Button } from '#web/ui/Button.tsx'
import { Line, LongText } from '#web/ui/desk/fields.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'

/** One figure with everything it needs to be believed, its earlier versions, and how it is corrected. */
export function FigurePane({ line, about, onClose }: { line: Figure; about: Reported; onClose: () => void }) {
  const { t } = useWords()
  const isYours = about.quantities.some((each) => each.quantity === line.quantity && each.isYours)
  const dims = dimsSaid(line)
  return (
    <div className="reported-pane">
      <h2>{t(quantity.labels[line.quantity])}</h2>
      <p className="reported-value">
        <b>{valueSaid(line)}</b> {t(unit.labels[line.unit])}
      </p>
      <Facts
        facts={[
          { name: { zh: '地区或机构', en: 'Place' }, value: t(placeSaid(line.place)) },
          { name: { zh: '时段', en: 'Period' }, value: t(periodSaid(line)) },
          ...(dims ? [{ name: { zh: '分组', en: 'Group' }, value: t(dims) }] : []),
          { name: { zh: '来源', en: 'Source' }, value: line.source },
          { name: { zh: '备注', en: 'Note' }, value: line.note },
        ]}
      />
      {isYours ? (
        <Correct line={line} onClose={onClose} />
      ) : (
        <p className="hint">
          {t({ zh: '这个数由其他部门上报和更正', en: 'Another office reports and corrects this' })}
        </p>
      )}
      <Versions line={line} />
    </div>
  )
}

function Correct({ line, onClose }: { line: Figure; onClose: () => void }) {
  const { t } = useWords()
  const [written, write] = useState(valueSaid(line).replaceAll(',', ''))
  const [source, setSource] = useState(line.source)
  const [because, setBecause] = useState('')
  const command = useCommand(reportedContract.correctReported, {
    changes: ['reported'],
    onDone() {
      toast({ text: { zh: '已更正,原来的数保留在经过里', en: 'Corrected; the earlier figure stays in the versions' } })
      onClose()
    },
  })
  const value = valueIn(written, line.unit)
  const isChanged = value !== line.value || source.trim() !== line.source
  const isReady = value !== undefined && isChanged && source.trim() !== '' && because.trim() !== ''
  return (
    <form
      className="upright-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        const { reportedId, version } = line
        void command.send({ reportedId, version, value, source: source.trim(), because: because.trim() })
      }}
    >
      <Line
        label={withUnit(unit.labels[line.unit])}
        wrong={value === undefined ? wrongValue(line.unit === 'yuan') : undefined}
        value={written}
        onText={write}
        inputMode="decimal"
        maxLength={20}
      />
      <Line label={{ zh: '来源', en: 'Source' }} value={source} onText={setSource} maxLength={200} />
      <LongText
        label={{ zh: '为什么更正', en: 'Why it is corrected' }}
        value={because}
        onText={setBecause}
        maxLength={200}
      />
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '关闭', en: 'Close' })}</Button>
        <Button tone="primary" submits isRunning={command.isSending} disabled={!isReady}>
          {t({ zh: '更正', en: 'Correct' })}
        </Button>
      </div>
    </form>
  )
}

function Versions({ line }: { line: Figure }) {
  const { t } = useWords()
  const asked = useAsk(reportedContract.listVersions, { reportedId: line.reportedId }, { live: ['reported'] })
  return (
    <Section title={{ zh: '经过', en: 'Versions' }} form="plain">
      <Answered asked={asked} rows={2} what={{ zh: '经过', en: 'the versions' }}>
        {({ items }) => (
          <ol className="reported-versions">
            {items.map((item) => (
              <li key={item.reportedId}>
                <b>{valueSaid(item)}</b> {item.source}
                <span className="hint">
                  {item.recordedBy} <Moment at={item.recordedAt} />
                  {item.because && ` · ${t({ zh: '原因:', en: 'because: ' })}${item.because}`}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Answered>
    </Section>
  )
}
