import { useState } from 'react'
import { Link, useLocation } from 'wouter'
import {
  agreementStatus,
  agreementStep,
  enrollmentContract,
  enrollmentStatus,
  identityCheck,
  signedHow,
} from '#care/enrollment/contract.ts'
import { paperContract } from '#care/paper/contract.ts'
import { SignaturePicture } from '#web/enrollment/Signature.tsx'
import { type Agreement, feeInWords, statusTone } from '#web/enrollment/words.ts'
import { PrintLink } from '#web/paper/PrintLink.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Day, Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { useNetworkIsDown } from '#web/wire/network.ts'
import { EndSheet } from '#web/workbenches/village/enrollment/EndSheet.tsx'
import { SignPart } from '#web/workbenches/village/enrollment/SignPart.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import '#web/enrollment/enrollment.css'

/** One household's agreement: what was promised to whom, who signed, and what may be done with it now. */
export default function AgreementPage({ agreementId }: { agreementId: string }) {
  const asked = useAsk(enrollmentContract.openAgreement, { agreementId }, { live: ['enrollment'] })
  return (
    <PhonePage title={{ zh: '签约协议', en: 'Agreement' }} back="/enrollment">
      <Answered asked={asked} rows={8} what={{ zh: '协议', en: 'the agreement' }}>
        {(agreement) => (
          <Body key={`${agreement.agreementId} ${agreement.version}`} agreement={agreement} again={asked.again} />
        )}
      </Answered>
    </PhonePage>
  )
}

function Body({ agreement, again }: { agreement: Agreement; again: () => void }) {
  const { t, language } = useWords()
  const isDown = useNetworkIsDown()
  return (
    <>
      <Part title={{ zh: '协议', en: 'Agreement' }}>
        <p>
          <Tag tone={statusTone[agreement.status]}>{t(agreementStatus.labels[agreement.status])}</Tag>{' '}
          {agreement.renews && <Tag>{t({ zh: '续约', en: 'Renewal' })}</Tag>}
        </p>
        <Facts
          facts={[
            { name: { zh: '团队', en: 'Team' }, value: `${agreement.team}(${agreement.facility})` },
            {
              name: { zh: '协议期', en: 'Term' },
              value: (
                <>
                  <Day on={agreement.from} /> {t({ zh: '至', en: 'to' })} <Day on={agreement.until} />
                </>
              ),
            },
            ...(agreement.signer && agreement.signedHow
              ? [
                  {
                    name: { zh: '签字', en: 'Signed by' },
                    value: `${agreement.signer.name} · ${t(signedHow.labels[agreement.signedHow])}`,
                  },
                  {
                    name: { zh: '身份', en: 'Identity' },
                    value: agreement.identity
                      ? t(identityCheck.labels[agreement.identity])
                      : t({ zh: '未核对', en: 'not checked' }),
                  },
                ]
              : []),
          ]}
        />
        {agreement.signature && agreement.signer && (
          <SignaturePicture strokes={agreement.signature} name={agreement.signer.name} />
        )}
        {agreement.signedAt && !isDown && (
          <PrintLink paper={paperContract.openAgreementPaper} input={{ agreementId: agreement.agreementId }} />
        )}
      </Part>
      <Part title={{ zh: '家人和服务包', en: 'People and packages' }}>
        {agreement.members.map((member) => (
          <MemberLine key={member.enrollmentId} agreement={agreement} member={member} />
        ))}
      </Part>
      <Part title={{ zh: '协议内容', en: 'What is agreed' }}>
        <ol className="agreement-text">
          {agreement.text[language].map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      </Part>
      {agreement.acts.includes('sign') && <SignPart agreement={agreement} again={again} />}
      {agreement.acts.includes('renew') && <Renew agreement={agreement} />}
      <Part title={{ zh: '经过', en: 'So far' }}>
        <ul className="plain-list">
          {agreement.history.map((line) => (
            <li key={line.at + line.step}>
              <b>{t(agreementStep.labels[line.step])}</b>{' '}
              <span className="hint">
                {line.by} <Moment at={line.at} />
              </span>
              {line.note && <p className="hint">{line.note}</p>}
            </li>
          ))}
        </ul>
      </Part>
    </>
  )
}

function MemberLine({ agreement, member }: { agreement: Agreement; member: Agreement['members'][number] }) {
  const { t } = useWords()
  const [act, open] = useState<'terminate' | 'transfer' | undefined>()
  const isRunning = agreement.status === 'signed' && member.status === 'enrolled'
  return (
    <div className="member-choice">
      <PersonLine person={{ ...member.person, place: null }} />
      <p className="fee-line">
        {t(member.package.name)} · {t(feeInWords(member.package))}
        <br />
        {member.package.items.map((item) => t(item.name)).join(' · ')}
      </p>
      {!isRunning && member.status !== 'waiting' && <Tag>{t(enrollmentStatus.labels[member.status])}</Tag>}
      {isRunning && (
        <div className="signature-foot">
          <Link href={`/residents/${member.residentId}/fulfillment`} className="text-link">
            {t({ zh: '看履约', en: 'What was delivered' })}
          </Link>
          <span>
            {agreement.acts.includes('transfer') && (
              <Button tone="text" onClick={() => open('transfer')}>
                {t({ zh: '转团队', en: 'Transfer' })}
              </Button>
            )}
            {agreement.acts.includes('terminate') && (
              <Button tone="text" onClick={() => open('terminate')}>
                {t({ zh: '解约', en: 'Terminate' })}
              </Button>
            )}
          </span>
        </div>
      )}
      {act && <EndSheet act={act} agreement={agreement} member={member} onClose={() => open(undefined)} />}
    </div>
  )
}

function Renew({ agreement }: { agreement: Agreement }) {
  const { t } = useWords()
  const [, go] = useLocation()
  const command = useCommand(enrollmentContract.renewAgreement, {
    changes: ['enrollment', 'duty'],
    onDone: ({ agreementId }) => {
      toast({ text: { zh: '续约已拟好,请签字', en: 'The renewal is made; please sign' } })
      go(`/agreements/${agreementId}`)
    },
  })
  const years = Math.max(1, Number(agreement.until.slice(0, 4)) - Number(agreement.from.slice(0, 4)))
  return (
    <Part title={{ zh: '续约', en: 'Renew' }}>
      <p className="hint">
        {t({
          zh: '服务包不变,收费按签字当天的标准;新的协议期从这次到期那天开始。',
          en: 'The same packages at the fee of the day of signing; the new term begins when this one ends.',
        })}
      </p>
      <Button
        tone="primary"
        wide
        isRunning={command.isSending}
        onClick={() => void command.send({ agreementId: agreement.agreementId, version: agreement.version, years })}
      >
        {t({ zh: `拟定续约 ${years} 年`, en: `Make a renewal of ${years} ${years === 1 ? 'year' : 'years'}` })}
      </Button>
      <ProblemNote problem={command.problem} />
    </Part>
  )
}
