import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import { packContract, type WholeThing } from '#care/pack/contract.ts'
import { describe, describeNow, type Line } from '#web/offline/describe.ts'
import { changesOf, flaggedIn, type Mending } from '#web/offline/mending.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Field } from '#web/ui/Field.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import '#web/offline/offline.css'

/** Something done on the device that the server did not take: both versions, and what the person decides. */
export function ThingPage({ thingId }: { thingId: string }) {
  const asked = useAsk(packContract.openThing, { thingId }, { live: ['duty'] })
  return (
    <PhonePage title={{ zh: '待处理差异', en: 'A thing to settle' }} back="/waiting">
      <Answered asked={asked} what={{ zh: '待处理差异', en: 'the thing to settle' }}>
        {(thing) => <Settling key={thing.version} thing={thing} />}
      </Answered>
    </PhonePage>
  )
}

function Settling({ thing }: { thing: WholeThing }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const [mending, mend] = useState<Mending>({})
  const [isDropping, setDropping] = useState(false)
  const [reason, setReason] = useState('')
  const settle = useCommand(packContract.settleThing, {
    changes: ['duty', ...(thing.residentId ? [`person:${thing.residentId}`] : [])],
    onDone: (answer) => {
      if (!answer.settledAt) return
      toast({ text: { zh: '已处理', en: 'Settled' }, tone: 'pine' })
      go('/waiting')
    },
  })
  const { thingId, version } = thing
  const flagged = flaggedIn(thing)

  return (
    <div className="settling">
      {thing.person && (
        <p className="page-lead">
          <PersonLine person={thing.person} /> · {t(thing.title)}
        </p>
      )}
      <div className="versions">
        <section aria-label={t({ zh: '在手机上记录的', en: 'Recorded on the device' })}>
          <h3>{t({ zh: '在手机上记录的', en: 'Recorded on the device' })}</h3>
          <p className="hint">
            {thing.by} · <Moment at={thing.occurredAt} />
          </p>
          <Lines lines={describe(thing)} />
        </section>
        <section aria-label={t({ zh: '系统的答复', en: 'What the system says' })}>
          <h3>{t({ zh: '系统的答复', en: 'What the system says' })}</h3>
          <p className="differs">{t(thing.why)}</p>
          <ul className="plain-list">
            {flagged.map((each) => (
              <li key={each.field}>{t(each.said)}</li>
            ))}
          </ul>
          <Lines lines={describeNow(thing.capability, (thing.answer as { data?: unknown } | null)?.data)} />
          {thing.residentId && (
            <Link href={`/residents/${thing.residentId}`} className="row-link">
              {t({ zh: '看这位居民现在的档案', en: 'The record as it stands now' })}
            </Link>
          )}
        </section>
      </div>
      {thing.isMine && !thing.waits && (
        <form
          className="pin-form"
          onSubmit={(event) => {
            event.preventDefault()
            void settle.send({ thingId, version, how: 'sentAgain', input: changesOf(thing, mending) })
          }}
        >
          {flagged.map(
            (each) =>
              each.asks && (
                <Field
                  key={each.field}
                  label={each.label}
                  {...(each.asks === 'number'
                    ? { inputMode: 'decimal' as const }
                    : each.asks === 'moment'
                      ? { type: 'datetime-local' }
                      : {})}
                  value={mending[each.field] ?? ''}
                  onChange={(event) => mend({ ...mending, [each.field]: event.target.value })}
                />
              ),
          )}
          <Button tone="primary" wide submits isRunning={settle.isSending}>
            {t({ zh: '重新提交', en: 'Send again' })}
          </Button>
        </form>
      )}
      {thing.waits && (
        <p className="hint">{t({ zh: '请先处理它所依据的那一条', en: 'Settle the one it builds upon first' })}</p>
      )}
      <ProblemNote problem={isDropping ? undefined : settle.problem} />
      {thing.mayDrop && (
        <Button tone="text" wide onClick={() => setDropping(true)}>
          {t({ zh: '不再提交', en: 'Drop it' })}
        </Button>
      )}
      <ConfirmRepeat
        isOpen={isDropping}
        title={{ zh: '不再提交这一条', en: 'Drop this one' }}
        willHappen={[
          {
            zh: '手机上记录的内容留作凭据,不进入档案',
            en: 'What was recorded stays as evidence and does not enter the record',
          },
          { zh: '依据它的其他记录由您再决定', en: 'What built upon it is yours to decide next' },
        ]}
        act={{ zh: '不再提交', en: 'Drop it' }}
        tone="danger"
        isRunning={settle.isSending}
        problem={settle.problem}
        onCancel={() => setDropping(false)}
        onConfirm={() => void settle.send({ thingId, version, how: 'dropped', ...(reason ? { reason } : {}) })}
      >
        <Field
          label={{ zh: '原因', en: 'Reason' }}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      </ConfirmRepeat>
    </div>
  )
}

function Lines({ lines }: { lines: readonly Line[] }) {
  const { t } = useWords()
  return (
    <dl>
      {lines.map((line) => (
        <div key={t(line.name)} style={{ display: 'contents' }}>
          <dt>{t(line.name)}</dt>
          <dd>{typeof line.value === 'string' ? line.value : t(line.value)}</dd>
        </div>
      ))}
    </dl>
  )
}
