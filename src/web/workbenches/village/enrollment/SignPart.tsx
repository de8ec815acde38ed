import { useState } from 'react'
import { enrollmentContract } from '#care/enrollment/contract.ts'
import { isSignature, type Stroke } from '#care/enrollment/rules.ts'
import { ageOn } from '#kernel/calendar.ts'
import { SignatureField } from '#web/enrollment/Signature.tsx'
import type { Agreement } from '#web/enrollment/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { networkIsDown } from '#web/wire/network.ts'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { Pick } from '#web/workbenches/village/parts/Pick.tsx'

const other = 'other'
const kept = { zh: '已签字,存在这台手机上,有网后生效', en: 'Signed and kept on this device; in force once it is sent' }

/** The signature: on the screen after looking at a card, or by a code to the own phone. */
export function SignPart({ agreement, again }: { agreement: Agreement; again: () => void }) {
  const { t } = useWords()
  const day = today(now())
  const adults = agreement.members.filter((m) => ageOn(m.person.birthDate, day) >= agreement.adult)
  const [who, setWho] = useState(adults[0]?.residentId ?? other)
  const [name, setName] = useState('')
  const [how, setHow] = useState<'screen' | 'code'>('screen')
  const [card, setCard] = useState<'idCard' | 'healthCard'>('idCard')
  const [strokes, setStrokes] = useState<readonly Stroke[]>([])
  const [code, setCode] = useState('')
  const [version, setVersion] = useState(agreement.version)
  const on = { agreementId: agreement.agreementId, version }
  const signer = adults.find((m) => m.residentId === who)
  const sign = useCommand(enrollmentContract.signAgreement, {
    changes: ['enrollment', 'duty'],
    onDone: () => toast({ text: networkIsDown() ? kept : { zh: '签约完成', en: 'Signed' }, tone: 'pine' }),
  })
  const send = useCommand(enrollmentContract.sendSignCode, { onDone: (answer) => setVersion(answer.version) })
  const withdraw = useCommand(enrollmentContract.withdrawAgreement, { changes: ['enrollment', 'duty'], onDone: again })
  const isReady =
    (signer !== undefined || name.trim() !== '') && (how === 'screen' ? isSignature(strokes) : /^\d{6}$/.test(code))

  function submit() {
    const by = signer
      ? { residentId: signer.residentId, name: signer.person.name, relation: 'self' as const }
      : { name: name.trim(), relation: adults.length === 0 ? ('guardian' as const) : ('family' as const) }
    const signed = strokes.map((stroke) => stroke.map((point) => [...point]))
    void sign.send(
      how === 'screen'
        ? { ...on, how, identity: card, signer: by, strokes: signed }
        : { ...on, how, identity: 'phoneCode', signer: by, code },
    )
  }

  return (
    <Part title={{ zh: '签字', en: 'Sign' }} note={t({ zh: '请本人读过协议内容', en: 'after reading the text' })}>
      <Pick
        label={{ zh: '谁签字', en: 'Who signs' }}
        value={who}
        onPick={setWho}
        options={[
          ...adults.map((m) => ({ key: m.residentId, name: m.person.name })),
          { key: other, name: { zh: '不在协议里的家属或监护人', en: 'Family or guardian outside the agreement' } },
        ]}
      />
      {!signer && (
        <Field
          label={{ zh: '签字人姓名', en: 'Name of who signs' }}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      )}
      <Choice
        label={{ zh: '怎么签', en: 'How' }}
        value={how}
        onChoose={setHow}
        options={[
          { key: 'screen', name: { zh: '屏幕签名', en: 'On the screen' } },
          { key: 'code', name: { zh: '短信验证码', en: 'Code by text message' } },
        ]}
      />
      {how === 'screen' ? (
        <>
          <Choice
            label={{ zh: '核对了什么证件', en: 'Which card did you see' }}
            value={card}
            onChoose={setCard}
            options={[
              { key: 'idCard', name: { zh: '身份证', en: 'Identity card' } },
              { key: 'healthCard', name: { zh: '健康卡', en: 'Health card' } },
            ]}
          />
          <SignatureField label={{ zh: '签名框', en: 'Field to sign in' }} strokes={strokes} onDraw={setStrokes} />
        </>
      ) : (
        <>
          <Button
            isRunning={send.isSending}
            disabled={!signer}
            onClick={() => signer && void send.send({ ...on, signerId: signer.residentId })}
          >
            {t({ zh: '发送验证码', en: 'Send the code' })}
          </Button>
          {send.answer?.sent && (
            <p className="hint">
              {t({
                zh: `已发到尾号 ${send.answer.sent.tail} 的手机`,
                en: `Sent to the phone ending in ${send.answer.sent.tail}`,
              })}
            </p>
          )}
          <ProblemNote problem={send.problem} />
          <Field
            label={{ zh: '六位验证码', en: 'Six digits' }}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={6}
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        </>
      )}
      <ProblemNote problem={sign.problem} />
      <Button tone="primary" wide isRunning={sign.isSending} disabled={!isReady} onClick={submit}>
        {t({ zh: '签约', en: 'Sign the agreement' })}
      </Button>
      <Button
        tone="text"
        isRunning={withdraw.isSending}
        onClick={() => void withdraw.send({ ...on, reason: t({ zh: '未签,撤回', en: 'Not signed, withdrawn' }) })}
      >
        {t({ zh: '这次不签,撤回', en: 'Not this time: withdraw' })}
      </Button>
      <ProblemNote problem={withdraw.problem} />
    </Part>
  )
}
