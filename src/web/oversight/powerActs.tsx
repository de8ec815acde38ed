import { useState } from 'react'
import { addDays } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import { role } from '#registry/access/roles.ts'
import { authorityContract } from '#registry/authority/contract.ts'
import { body, power } from '#registry/authority/labels.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line, LongText, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

export type Power = Output<typeof authorityContract.listPowers>['items'][number]
type Acting = { readonly power: Power; readonly onClose: () => void }

/** Who shall hold it, from when, and on which paper. The choice is among roles that could do all of it already. */
export function NamePower({ power: row, onClose }: Acting) {
  const { t } = useWords()
  const [owner, setOwner] = useState(row.owner)
  const [holder, setHolder] = useState(row.body)
  const [basis, setBasis] = useState('')
  const [source, setSource] = useState('')
  const [reason, setReason] = useState('')
  const [from, setFrom] = useState<string>(today(now()))
  const command = useCommand(authorityContract.setPower, {
    changes: ['power'],
    onDone() {
      toast({ text: { zh: '已记入权责清单,到生效日执行', en: 'Recorded; it holds from its day' } })
      onClose()
    },
  })
  const isReady = [basis, source, reason, from].every((each) => each.trim() !== '')
  return (
    <form
      className="upright-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        const said = { basis: basis.trim(), source: source.trim(), reason: reason.trim() }
        void command.send({ power: row.power, owner, body: holder, from, ...said })
      }}
    >
      <div className="pair">
        <Pick
          label={{ zh: '归属岗位', en: 'Owner' }}
          value={owner}
          onPick={setOwner}
          choices={row.possible.map((value) => ({ value, name: role.labels[value] }))}
        />
        <Pick
          label={{ zh: '主体', en: 'Body' }}
          value={holder}
          onPick={setHolder}
          choices={body.codes.map((value) => ({ value, name: body.labels[value] }))}
        />
      </div>
      <DayField label={{ zh: '从哪天起', en: 'From' }} value={from} onDay={setFrom} min={today(now())} />
      <Line
        label={{ zh: '依据(文件和条款)', en: 'Basis (paper and clause)' }}
        placeholder={t({ zh: '例如:县府办发〔2026〕3 号', en: 'e.g. county office paper 3 of 2026' })}
        value={basis}
        onText={setBasis}
        maxLength={300}
      />
      <Line label={{ zh: '出处', en: 'Source' }} value={source} onText={setSource} maxLength={200} />
      <LongText label={{ zh: '为什么', en: 'Why' }} value={reason} onText={setReason} maxLength={500} />
      <p className="hint">
        {t({
          zh: `生效后,“${power.labels[row.power].zh}”只有这个岗位能办,其他岗位会被告知`,
          en: 'From that day nobody but this role does it; others are told so',
        })}
      </p>
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button tone="primary" submits isRunning={command.isSending} disabled={!isReady}>
          {t({ zh: '确定归属', en: 'Name the owner' })}
        </Button>
      </div>
    </form>
  )
}

/** The county takes its own line back: from tomorrow the list as delivered holds. */
export function EndPower({ power: row, onClose }: Acting) {
  const on = addDays(today(now()), 1)
  const command = useCommand(authorityContract.endPower, {
    changes: ['power'],
    onDone() {
      toast({ text: { zh: '明天起不再有本地归属', en: "From tomorrow the county's line holds no more" } })
      onClose()
    },
  })
  return (
    <ConfirmRepeat
      isOpen
      title={{
        zh: `取消“${power.labels[row.power].zh}”的本地归属`,
        en: `End the line on ${power.labels[row.power].en}`,
      }}
      willHappen={[
        {
          zh: '明天零点起,按平台默认由有权限的各岗位办理',
          en: 'From tomorrow every role that may by its contract does it',
        },
        { zh: '这次归属和取消都留在沿革里', en: 'Both stay on record' },
      ]}
      act={{ zh: '取消本地归属', en: "End the county's line" }}
      tone="danger"
      isRunning={command.isSending}
      problem={command.problem}
      onConfirm={() => void command.send({ power: row.power, on })}
      onCancel={onClose}
    />
  )
}
