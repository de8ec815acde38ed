import { lazy, Suspense, useState } from 'react'
import type { Output } from '#kernel/capability.ts'
import { type ProxyKind, type ProxyReach, portalContract, proxyKind, proxyReach } from '#registry/portal/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered, Loading } from '#web/ui/states.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { momentInWords } from '#web/ui/time.ts'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { Pick } from '#web/workbenches/village/parts/Pick.tsx'

const QrPicture = lazy(() => import('#web/ui/QrPicture.tsx').then((module) => ({ default: module.QrPicture })))

/** What the doctor does for a resident's own phone: lets them in without a text message, and records who acts for them. */
export default function OwnPhone({ residentId }: { residentId: string }) {
  return (
    <PhonePage title={{ zh: '居民手机端', en: "The resident's phone" }} back={`/residents/${residentId}`}>
      <EntryPicture residentId={residentId} />
      <WhoActs residentId={residentId} />
    </PhonePage>
  )
}

function EntryPicture({ residentId }: { residentId: string }) {
  const { t, language } = useWords()
  const now = useNow(1)
  const show = useCommand(portalContract.showPass)
  const shown = show.answer && Date.parse(show.answer.expiresAt) > now ? show.answer : undefined
  return (
    <Part title={{ zh: '扫码登录', en: 'Sign in by picture' }}>
      {shown ? (
        <div className="entry-picture">
          <Suspense fallback={<Loading rows={1} />}>
            <QrPicture
              value={`${location.origin}/resident/enter#${shown.pass}`}
              label={{ zh: '登录码', en: 'Sign-in picture' }}
            />
          </Suspense>
          <p>
            {t({
              zh: `请居民用自己的手机扫,${momentInWords(shown.expiresAt, { language, now, form: 'short' })} 前有效,只能用一次`,
              en: `To be scanned with the resident's own phone; valid until ${momentInWords(shown.expiresAt, { language, now, form: 'short' })}, once`,
            })}
          </p>
        </div>
      ) : (
        <p className="hint">
          {t({
            zh: '收不到短信的老人,当面出示登录码,让他用自己的手机扫。出示会记入他的“谁看过我的档案”。',
            en: 'For elders without text messages: show the picture face to face. It stands in what they read of who looked.',
          })}
        </p>
      )}
      <ProblemNote problem={show.problem} />
      <Button wide icon="scan" isRunning={show.isSending} onClick={() => void show.send({ residentId })}>
        {shown ? t({ zh: '换一个', en: 'Another one' }) : t({ zh: '出示登录码', en: 'Show the picture' })}
      </Button>
    </Part>
  )
}

function WhoActs({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const asked = useAsk(portalContract.listProxies, { residentId })
  const [isRecording, record] = useState(false)
  return (
    <Part title={{ zh: '谁替他办', en: 'Who acts for them' }}>
      <Answered asked={asked} what={{ zh: '代办人', en: 'who acts' }}>
        {({ items }) => (
          <>
            <ul className="plain-list">
              {items
                .filter((each) => each.endedAt === null)
                .map((each) => (
                  <Acting key={each.proxyId} residentId={residentId} proxy={each} />
                ))}
            </ul>
            {items.every((each) => each.endedAt !== null) && (
              <p className="hint">{t({ zh: '没有人', en: 'Nobody' })}</p>
            )}
          </>
        )}
      </Answered>
      {isRecording ? (
        <Record residentId={residentId} onDone={() => record(false)} />
      ) : (
        <Button wide icon="plus" onClick={() => record(true)}>
          {t({ zh: '登记监护人或代办家人', en: 'Record a guardian or family member' })}
        </Button>
      )}
    </Part>
  )
}

type Proxy = Output<typeof portalContract.listProxies>['items'][number]

function Acting({ residentId, proxy }: { residentId: string; proxy: Proxy }) {
  const { t } = useWords()
  const end = useCommand(portalContract.endProxy, { changes: [`person:${residentId}`] })
  return (
    <li className="acting-row">
      <span>
        <b>{proxy.name}</b> {t(proxyKind.labels[proxy.kind])} · {t(proxyReach.labels[proxy.reach])}{' '}
        <span className="hint">
          {t({ zh: '至 ', en: 'until ' })}
          <Moment at={proxy.until} form="short" />
        </span>
      </span>
      <Button
        tone="text"
        isRunning={end.isSending}
        onClick={() => void end.send({ residentId, proxyId: proxy.proxyId })}
      >
        {t({ zh: '结束', en: 'End' })}
      </Button>
    </li>
  )
}

function Record({ residentId, onDone }: { residentId: string; onDone: () => void }) {
  const { t } = useWords()
  const resident = useAsk(residentContract.openResident, { residentId })
  const [kind, setKind] = useState<ProxyKind>('elderProxy')
  const [reach, setReach] = useState<ProxyReach>('see')
  const [byResidentId, setBy] = useState('')
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [evidence, setEvidence] = useState('')
  const [isPresent, setPresent] = useState(false)
  const others = (resident.data?.household ?? []).filter((each) => each.residentId !== residentId)
  const record = useCommand(portalContract.recordProxy, {
    changes: [`person:${residentId}`],
    onDone: () => {
      onDone()
      toast({ text: { zh: '已登记,并短信告诉本人', en: 'Recorded; the person is told' } })
    },
  })
  const who = byResidentId ? { byResidentId } : { name: name.trim(), phone: phone.trim() }
  const isWhole =
    isPresent && evidence.trim().length > 1 && (byResidentId !== '' || (name.trim() !== '' && phone.trim() !== ''))
  return (
    <div className="stack-form">
      <Choice
        label={{ zh: '身份', en: 'As' }}
        value={kind}
        onChoose={setKind}
        options={proxyKind.codes.map((key) => ({ key, name: proxyKind.labels[key] }))}
      />
      <Pick
        label={{ zh: '同户家人', en: 'Of the household' }}
        value={byResidentId}
        onPick={setBy}
        options={[
          { key: '', name: { zh: '不在同户,填姓名和手机号', en: 'Not of the household' } },
          ...others.map((each) => ({ key: each.residentId, name: each.name })),
        ]}
      />
      {byResidentId === '' && (
        <>
          <Field label={{ zh: '姓名', en: 'Name' }} value={name} onChange={(event) => setName(event.target.value)} />
          <Field
            label={{ zh: '手机号', en: 'Phone' }}
            inputMode="tel"
            value={phone}
            onChange={(event) => setPhone(event.target.value)}
          />
        </>
      )}
      <Choice
        label={{ zh: '能做什么', en: 'May' }}
        value={reach}
        onChoose={setReach}
        options={proxyReach.codes.map((key) => ({ key, name: proxyReach.labels[key] }))}
      />
      <Field
        label={{ zh: '看过什么证明', en: 'What you were shown' }}
        hint={{ zh: '户口簿、出生医学证明,或本人当面说的', en: 'Household book, birth certificate, or their own word' }}
        value={evidence}
        maxLength={200}
        onChange={(event) => setEvidence(event.target.value)}
      />
      <label className="check-line">
        <input type="checkbox" checked={isPresent} onChange={(event) => setPresent(event.target.checked)} />
        <span>
          {kind === 'guardian'
            ? t({ zh: '监护人本人在场,证明已核对', en: 'The guardian is here, and the papers were checked' })
            : t({ zh: '老人本人在场,亲口同意', en: 'The elder is here and says so' })}
        </span>
      </label>
      <ProblemNote problem={record.problem} />
      <div className="pair">
        <Button onClick={onDone}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button
          tone="primary"
          disabled={!isWhole}
          isRunning={record.isSending}
          onClick={() =>
            void record.send({ residentId, ...who, kind, reach, evidence: evidence.trim(), isPresent: true })
          }
        >
          {t({ zh: '登记', en: 'Record' })}
        </Button>
      </div>
    </div>
  )
}
