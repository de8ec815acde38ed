import { useState } from 'react'
import { dayOf } from '#kernel/calendar.ts'
import { role } from '#registry/access/roles.ts'
import { type Look, lookBasis, objectionFinding, portalContract } from '#registry/portal/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Field } from '#web/ui/Field.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { clockTime } from '#web/ui/time.ts'
import { Day, Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { Block, Page } from '#web/workbenches/resident/Page.tsx'
import { useHere } from '#web/workbenches/resident/people.ts'
import { MoreOf } from '#web/workbenches/resident/Records.tsx'

/** Who looked, when, why and for what, day by day; and a way to say that one does not know it. */
export default function Looks() {
  const { t } = useWords()
  const { person } = useHere()
  const [own, showOwn] = useState<'hidden' | 'shown'>('hidden')
  const asked = useAskPages(portalContract.listLooks, { residentId: person.residentId, own, limit: 30 })
  const days = byDay(asked.items)
  return (
    <Page title={{ zh: '谁看过我的档案', en: 'Who looked at my record' }} back="/me">
      <Block>
        <p className="muted">
          {t({
            zh: '医务人员每看一次、记一次,都在这里,谁也删不掉。不认识的,点“我不认识”,单位必须答复您。',
            en: 'Every time staff look or write, it stands here, and nobody can take it away. If you do not know one, say so: the facility must answer you.',
          })}
        </p>
        <button
          type="button"
          className="toggle"
          role="switch"
          aria-checked={own === 'shown'}
          onClick={() => showOwn(own === 'shown' ? 'hidden' : 'shown')}
        >
          {t({ zh: '也显示我自己看的', en: 'Show my own looks too' })}
          <Icon name={own === 'shown' ? 'check' : 'minus'} />
        </button>
      </Block>
      <Answered
        asked={asked}
        what={{ zh: '查看记录', en: 'the looks' }}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="eye" title={{ zh: '还没有人看过', en: 'Nobody has looked yet' }} />}
      >
        {() => (
          <>
            {days.map(({ on, looks }) => (
              <section key={on} className="look-day">
                <h2>
                  <Day on={on} weekday />
                </h2>
                <ul>
                  {looks.map((look) => (
                    <LookLine key={look.lookId} look={look} days={asked.first?.answerDays ?? 0} />
                  ))}
                </ul>
              </section>
            ))}
            <MoreOf more={asked.more} />
          </>
        )}
      </Answered>
    </Page>
  )
}

/** The lines come newest first; each day keeps that order. */
function byDay(looks: readonly Look[]): { on: string; looks: Look[] }[] {
  const days: { on: string; looks: Look[] }[] = []
  for (const look of looks) {
    const on = dayOf(look.at)
    const last = days.at(-1)
    if (last?.on === on) last.looks.push(look)
    else days.push({ on, looks: [look] })
  }
  return days
}

function LookLine({ look, days }: { look: Look; days: number }) {
  const { t } = useWords()
  const [isAsking, ask] = useState(false)
  const isOther = look.who.facility !== null
  return (
    <li className={look.glass ? 'look glass' : 'look'}>
      <div className="look-head">
        <b>
          <Who look={look} />
        </b>
        <time dateTime={look.at}>{clockTime(look.at)}</time>
      </div>
      <p>
        {t(look.kind === 'read' ? { zh: '看了:', en: 'Looked at: ' } : { zh: '做了:', en: 'Did: ' })}
        {t(look.what)}
        {!look.allowed && <Tag tone="cinnabar">{t({ zh: '没有让他看到', en: 'Was not let in' })}</Tag>}
      </p>
      {look.basis !== 'self' && (
        <p className="muted">
          {t({ zh: '为什么能看:', en: 'Why: ' })}
          {t(lookBasis.labels[look.basis])}
        </p>
      )}
      {look.glass && <Glass glass={look.glass} />}
      {look.objection ? (
        <Answer objection={look.objection} />
      ) : (
        isOther && (
          <Button tone="text" icon="help" onClick={() => ask(true)}>
            {t({ zh: '我不认识这次查看', en: 'I do not know this one' })}
          </Button>
        )
      )}
      {isAsking && <AskAbout look={look} days={days} onClose={() => ask(false)} />}
    </li>
  )
}

function Who({ look }: { look: Look }) {
  const { t } = useWords()
  const { who } = look
  if (who.isSelf) return t({ zh: '您自己', en: 'Yourself' })
  if (look.basis === 'proxy')
    return t({ zh: `${who.name ?? '家人'}(替您办)`, en: `${who.name ?? 'A family member'} (for you)` })
  const post = who.role ? t(role.labels[who.role]) : ''
  return [who.facility, who.name, post].filter(Boolean).join(' ') || t({ zh: '您登录了', en: 'You signed in' })
}

/** An emergency look stands out, with its reason and what came of its review. */
function Glass({ glass }: { glass: NonNullable<Look['glass']> }) {
  const { t } = useWords()
  const came = !glass.reviewed
    ? { zh: '单位还在核查', en: 'It is being reviewed' }
    : glass.justified
      ? { zh: '核查过:确有必要', en: 'Reviewed: it was right' }
      : { zh: '核查过:没有必要,单位会追究', en: 'Reviewed: it was not right, and is dealt with' }
  return (
    <div className="glass-note">
      <p>
        <Icon name="alert" /> <b>{t({ zh: '紧急打开', en: 'Opened in an emergency' })}</b>
      </p>
      <p>
        {t({ zh: '他说的理由:', en: 'The reason given: ' })}
        {glass.reason}
      </p>
      <p>
        {t(came)}
        {glass.note && <span className="muted"> {glass.note}</span>}
      </p>
    </div>
  )
}

function Answer({ objection }: { objection: NonNullable<Look['objection']> }) {
  const { t } = useWords()
  if (!objection.finding)
    return (
      <p className="asked">
        <Icon name="clock" /> {t({ zh: '您问过了,单位会在 ', en: 'You asked; the facility answers by ' })}
        <Moment at={objection.dueAt} form="short" />
        {t({ zh: ' 前答复', en: '' })}
      </p>
    )
  return (
    <div className="answered">
      <b>{t(objectionFinding.labels[objection.finding])}</b>
      <p>{objection.answer}</p>
    </div>
  )
}

function AskAbout({ look, days, onClose }: { look: Look; days: number; onClose: () => void }) {
  const { person } = useHere()
  const [note, setNote] = useState('')
  const send = useCommand(portalContract.objectToLook, {
    changes: [`person:${person.residentId}`],
    onDone: () => {
      onClose()
      toast({ text: { zh: '已转给单位负责人,答复会显示在这里', en: 'The manager has it; the answer will stand here' } })
    },
  })
  const place = look.who.facility ?? ''
  return (
    <ConfirmRepeat
      isOpen
      title={{ zh: '问一问这次查看', en: 'Ask about this look' }}
      willHappen={[
        { zh: `${place} 的负责人要去核实是谁、为什么看`, en: `The manager of ${place} finds out who looked and why` },
        { zh: `最迟 ${days} 天答复您,答复显示在这里`, en: `You are answered within ${days} days, here` },
      ]}
      act={{ zh: '请他们答复', en: 'Ask them' }}
      isRunning={send.isSending}
      problem={send.problem}
      onConfirm={() =>
        void send.send({
          residentId: person.residentId,
          lookId: look.lookId,
          ...(note.trim() ? { note: note.trim() } : {}),
        })
      }
      onCancel={onClose}
    >
      <Field
        label={{ zh: '想说的话(可不填)', en: 'What you want to say, if anything' }}
        value={note}
        maxLength={300}
        onChange={(event) => setNote(event.target.value)}
      />
    </ConfirmRepeat>
  )
}
