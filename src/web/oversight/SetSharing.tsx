import { useState } from 'react'
import type { Output } from '#kernel/capability.ts'
import { everyRole, type RoleName, role } from '#registry/access/roles.ts'
import { policyContract } from '#registry/policy/contract.ts'
import type { sharingContract } from '#registry/sharing/contract.ts'
import { basisKind, dataOwner } from '#registry/sharing/labels.ts'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line, LongText, Pick } from '#web/ui/desk/fields.tsx'
import { Several } from '#web/ui/desk/Several.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

export type SharedSet = Output<typeof sharingContract.listSharing>['items'][number]
type Basis = (typeof basisKind.codes)[number]

/** The county's own rule for one set of fields, from a day, with its source and reason. */
export function SetSharing({ shared, onClose }: { shared: SharedSet; onClose: () => void }) {
  const { t } = useWords()
  const [owner, setOwner] = useState(shared.owner)
  const [bases, setBases] = useState<readonly Basis[]>(shared.bases)
  const [recipients, setRecipients] = useState<readonly RoleName[]>(shared.recipients)
  const [from, setFrom] = useState<string>(today(now()))
  const [source, setSource] = useState('')
  const [reason, setReason] = useState('')
  const command = useCommand(policyContract.setPolicy, {
    changes: ['policy'],
    onDone() {
      toast({ text: { zh: '已设定,到生效日执行', en: 'Set; it holds from its day' } })
      onClose()
    },
  })
  const isReady =
    bases.length > 0 && recipients.length > 0 && [source, reason, from].every((each) => each.trim() !== '')
  return (
    <form
      className="upright-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        const value = { owner, bases, recipients }
        const why = { source: source.trim(), reason: reason.trim() }
        void command.send({ key: shared.key, level: 'county', from, value, ...why })
      }}
    >
      <Pick
        label={{ zh: '归口', en: 'Owner' }}
        value={owner}
        onPick={setOwner}
        choices={dataOwner.codes.map((value) => ({ value, name: dataOwner.labels[value] }))}
      />
      <Several
        label={{ zh: '共享依据', en: 'On which basis' }}
        values={bases}
        onChange={setBases}
        choices={basisKind.codes.map((value) => ({ value, name: basisKind.labels[value] }))}
      />
      <Several
        label={{ zh: '接收岗位', en: 'To whom' }}
        values={recipients}
        onChange={setRecipients}
        choices={everyRole.map((value) => ({ value, name: role.labels[value] }))}
      />
      <DayField label={{ zh: '从哪天起', en: 'From' }} value={from} onDay={setFrom} min={today(now())} />
      <Line
        label={{ zh: '出处', en: 'Source' }}
        placeholder={t({ zh: '例如:县卫健发〔2026〕12 号', en: 'e.g. county paper 12 of 2026' })}
        value={source}
        onText={setSource}
        maxLength={200}
      />
      <LongText label={{ zh: '为什么', en: 'Why' }} value={reason} onText={setReason} maxLength={500} />
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button tone="primary" submits isRunning={command.isSending} disabled={!isReady}>
          {t({ zh: '设定规则', en: 'Set the rule' })}
        </Button>
      </div>
    </form>
  )
}
