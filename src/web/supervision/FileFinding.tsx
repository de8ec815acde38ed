import { useState } from 'react'
import { supervisionContract } from '#publicHealth/supervision/contract.ts'
import { findingKind, severity } from '#publicHealth/supervision/labels.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Choices, LongText, Pick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'

type Kind = (typeof findingKind.codes)[number]
type Severity = (typeof severity.codes)[number]

/** What was seen where, how grave it is, and what is asked of the facility until when. */
export function FileFinding({ onFiled, onCancel }: { onFiled: (findingId: string) => void; onCancel: () => void }) {
  const { t } = useWords()
  const { facilityId, facility } = useMe()
  const [where, setWhere] = useState(facilityId)
  const [kind, setKind] = useState<Kind>('healthRecord')
  const [grave, setGrave] = useState<Severity>('minor')
  const [text, setText] = useState('')
  const [required, setRequired] = useState('')
  const [dueOn, setDue] = useState('')
  const clinics = useAskPages(facilityContract.findFacilities, { kind: 'villageClinic', limit: 100 })
  const command = useCommand(supervisionContract.fileFinding, {
    changes: ['duty'],
    onDone(finding) {
      toast({ text: { zh: `已提出,${finding.facility} 收到整改待办`, en: `Filed; ${finding.facility} is to mend it` } })
      onFiled(finding.findingId)
    },
  })
  const isReady = text.trim().length >= 5 && required.trim().length >= 2
  return (
    <form
      className="upright-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isReady) return
        const said = { facilityId: where, kind, severity: grave, text: text.trim(), required: required.trim() }
        void command.send({ ...said, ...(dueOn ? { dueOn } : {}) })
      }}
    >
      <h2>{t({ zh: '提出问题', en: 'File a finding' })}</h2>
      <Pick
        label={{ zh: '机构', en: 'Where' }}
        value={where}
        onPick={setWhere}
        choices={[
          { value: facilityId, name: facility },
          ...clinics.items
            .filter((each) => each.parentName === facility)
            .map((each) => ({ value: each.facilityId, name: each.shortName })),
        ]}
      />
      <Pick
        label={{ zh: '类别', en: 'About' }}
        value={kind}
        onPick={setKind}
        choices={findingKind.codes.map((value) => ({ value, name: findingKind.labels[value] }))}
      />
      <Choices
        label={{ zh: '程度', en: 'Severity' }}
        value={grave}
        onChoose={setGrave}
        choices={severity.codes.map((value) => ({ value, name: severity.labels[value] }))}
      />
      <LongText
        label={{ zh: '发现的问题(至少 5 个字)', en: 'What was found (at least 5 characters)' }}
        placeholder={t({
          zh: '例如:抽查 20 份高血压档案,5 份没有上季度随访',
          en: 'e.g. 5 of 20 records without a follow-up',
        })}
        value={text}
        onText={setText}
        rows={3}
        maxLength={1000}
      />
      <LongText
        label={{ zh: '整改要求', en: 'What is asked' }}
        value={required}
        onText={setRequired}
        maxLength={1000}
      />
      <DayField
        label={{ zh: '整改期限(不填按程度定)', en: 'Mend by (empty: by severity)' }}
        value={dueOn}
        onDay={setDue}
        min={today(now())}
        optional
      />
      <ProblemNote problem={command.problem} />
      <div className="acts">
        <Button onClick={onCancel}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button tone="primary" submits isRunning={command.isSending} disabled={!isReady}>
          {t({ zh: '提出', en: 'File' })}
        </Button>
      </div>
    </form>
  )
}
