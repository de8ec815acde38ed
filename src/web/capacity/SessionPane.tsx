import { useState } from 'react'
import { bookingContract, capacityKind } from '#care/booking/contract.ts'
import { AddUnit } from '#web/capacity/AddUnit.tsx'
import { CancelSession } from '#web/capacity/CancelSession.tsx'
import { type Board, dayOfSession, halfOf, type Session, type SessionOpen } from '#web/capacity/grouping.ts'
import { runsCapacity } from '#web/capacity/reach.ts'
import { unitTime } from '#web/capacity/unit.ts'
import { HoldTag } from '#web/referral/Held.tsx'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { clockTime } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

export type SessionPaneProps = {
  readonly sessionId: string
  /** The board it was opened from: what else stands in the same square. */
  readonly board: Board | undefined
  readonly onGo: (sessionId: string) => void
}

export function SessionPane({ sessionId, board, onGo }: SessionPaneProps) {
  const asked = useAsk(bookingContract.openSession, { sessionId }, { live: ['capacity'] })
  const here = board?.items.find((each) => each.sessionId === sessionId)
  const beside = here ? (board?.items.filter((each) => isBeside(each, here)) ?? []) : []
  return (
    <div className="session-pane">
      {beside.length > 1 && <Beside sessions={beside} at={sessionId} onGo={onGo} />}
      <Answered asked={asked} rows={6} what={{ zh: '时段', en: 'the session' }}>
        {(session) => <Opened key={session.version} session={session} />}
      </Answered>
    </div>
  )
}

function isBeside(a: Session, b: Session): boolean {
  const isSame = a.departmentId === b.departmentId && a.resource === b.resource && a.kind === b.kind
  return isSame && halfOf(a) === halfOf(b) && dayOfSession(a) === dayOfSession(b)
}

function Beside({ sessions, at, onGo }: { sessions: readonly Session[]; at: string; onGo: (id: string) => void }) {
  const { t } = useWords()
  return (
    // biome-ignore lint/a11y/useSemanticElements: buttons that stand together, not fields
    <div
      className="session-beside"
      role="group"
      aria-label={t({ zh: '同半天的时段', en: 'Sessions of the same half day' })}
    >
      {sessions.map((each) => (
        <button
          key={each.sessionId}
          type="button"
          aria-pressed={each.sessionId === at}
          onClick={() => onGo(each.sessionId)}
        >
          {clockTime(each.startsAt)}{' '}
          <span className="hint">
            {each.status === 'cancelled' ? t({ zh: '停', en: 'off' }) : `${each.free}/${each.capacity}`}
          </span>
        </button>
      ))}
    </div>
  )
}

function Opened({ session }: { session: SessionOpen }) {
  const { t, language } = useWords()
  const { role } = useMe()
  const [doing, does] = useState<'cancel' | 'add'>()
  const isOver = Date.parse(session.startsAt) <= now()
  const isLive = session.status === 'published' && !isOver
  return (
    <>
      <header>
        <h2>
          {session.department} {session.resource}
          {session.practitioner && ` ${session.practitioner}`}
        </h2>
        <p className="muted">
          {unitTime(session, language)} · {t(capacityKind.labels[session.kind])}{' '}
          {session.expert && <Tag>{t({ zh: '专家', en: 'Expert' })}</Tag>}{' '}
          {session.status === 'cancelled' && <Tag tone="cinnabar">{t({ zh: '已停诊', en: 'Cancelled' })}</Tag>}
          {session.status === 'published' && isOver && <Tag>{t({ zh: '已开始', en: 'Has begun' })}</Tag>}
        </p>
      </header>
      <Facts
        columns={2}
        facts={[
          { name: { zh: '总数', en: 'In all' }, value: session.capacity },
          { name: { zh: '可约', en: 'Free' }, value: <b>{session.free}</b> },
          { name: { zh: '其中预留', en: 'Reserved' }, value: session.reserved },
          { name: { zh: '其中开放', en: 'Open' }, value: session.open },
          { name: { zh: '保留中', en: 'Held' }, value: session.held },
          { name: { zh: '已确认', en: 'Confirmed' }, value: session.confirmed },
          { name: { zh: '已使用', en: 'Used' }, value: session.used },
        ]}
      />
      <Section form="plain" title={{ zh: '谁占着', en: 'Who holds' }} count={session.holds.length}>
        <Holds session={session} />
      </Section>
      {runsCapacity(role) && isLive && doing === undefined && (
        <div className="acts">
          <Button icon="plus" onClick={() => does('add')}>
            {t({ zh: '加号', en: 'Add a unit' })}
          </Button>
          <Button tone="danger" onClick={() => does('cancel')}>
            {t({ zh: '停诊', en: 'Cancel' })}
          </Button>
        </div>
      )}
      {doing === 'add' && <AddUnit session={session} onClose={() => does(undefined)} />}
      <CancelSession session={session} isOpen={doing === 'cancel'} onClose={() => does(undefined)} />
    </>
  )
}

function Holds({ session }: { session: SessionOpen }) {
  const { t } = useWords()
  if (session.holds.length === 0) return <p className="hint">{t({ zh: '还没有人占', en: 'Nobody yet' })}</p>
  return (
    <ul className="session-holds">
      {session.holds.map((hold) => (
        <li key={hold.holdId}>
          <span>
            <PersonLine person={{ ...hold.person, place: hold.person.village }} />
            <span className="muted">
              {t({ zh: `${hold.from} · 第 ${hold.unit} 号`, en: `${hold.from} · no. ${hold.unit}` })}
            </span>
          </span>
          <HoldTag holding={hold} />
        </li>
      ))}
    </ul>
  )
}
