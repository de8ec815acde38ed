import { useState } from 'react'
import { cannotWithdraw, consentKind, residentViewContract } from '#care/residentView/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Answered } from '#web/ui/states.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { Block, Page } from '#web/workbenches/resident/Page.tsx'
import { useHere } from '#web/workbenches/resident/people.ts'

type Consent = Output<typeof residentViewContract.listConsents>['items'][number]

/** What was agreed to, what it allows, and what can be taken back. */
export default function Consents() {
  const { t } = useWords()
  const { person } = useHere()
  const asked = useAsk(residentViewContract.listConsents, { residentId: person.residentId })
  return (
    <Page title={{ zh: '我给过的同意', en: 'What I agreed to' }} back="/me">
      <Answered asked={asked} what={{ zh: '同意', en: 'consents' }}>
        {({ items }) => (
          <>
            {items.map((each) => (
              <Given key={each.consentId} consent={each} />
            ))}
            {items.length === 0 && (
              <Block>
                <p className="calm">{t({ zh: '您还没有给过同意', en: 'You have not agreed to anything yet' })}</p>
              </Block>
            )}
            <Block title={{ zh: '这些不靠您的同意', en: 'What does not rest on your consent' }}>
              <p className="muted">
                {t({
                  zh: '村卫生室为您建健康档案、打疫苗登记、传染病报告,是法律规定要做的,不能撤回。要查看、更正,请找村医。',
                  en: 'Your health record at the village clinic, vaccination and infectious-disease reports are required by law and cannot be taken back. To see or correct them, ask your doctor.',
                })}
              </p>
            </Block>
          </>
        )}
      </Answered>
    </Page>
  )
}

function Given({ consent }: { consent: Consent }) {
  const { t } = useWords()
  const { person } = useHere()
  const [isAsking, ask] = useState(false)
  const take = useCommand(residentViewContract.withdrawConsent, {
    changes: [`person:${person.residentId}`],
    onDone: () => {
      ask(false)
      toast({
        text: {
          zh: '已撤回,转诊停下,您的医生会联系您',
          en: 'Taken back; the referral stops, and your doctor will call you',
        },
      })
    },
  })
  const to = consent.about ? [consent.about.to, consent.about.department].filter(Boolean).join(' ') : ''
  return (
    <Block title={consentKind.labels[consent.kind]}>
      <dl className="plain-facts">
        {to && (
          <>
            <dt>{t({ zh: '给谁', en: 'To whom' })}</dt>
            <dd>{to}</dd>
          </>
        )}
        <dt>{t({ zh: '什么时候', en: 'When' })}</dt>
        <dd>
          <Moment at={consent.givenAt} /> {consent.facility}
        </dd>
        <dt>{t({ zh: '谁同意的', en: 'By whom' })}</dt>
        <dd>
          {consent.givenBy.by === 'guardian'
            ? t({ zh: `监护人 ${consent.givenBy.name}`, en: `Guardian ${consent.givenBy.name}` })
            : t({ zh: '本人', en: 'The person' })}
        </dd>
      </dl>
      {consent.withdrawnAt && (
        <p className="asked">
          <Icon name="check" /> {t({ zh: '已撤回 ', en: 'Taken back ' })}
          <Moment at={consent.withdrawnAt} />
        </p>
      )}
      {!consent.withdrawnAt && consent.cannotWithdraw && (
        <p className="hint">
          <Icon name="info" /> {t(cannotWithdraw.labels[consent.cannotWithdraw])}
        </p>
      )}
      {!consent.cannotWithdraw && (
        <Button wide onClick={() => ask(true)}>
          {t({ zh: '撤回这个同意', en: 'Take this back' })}
        </Button>
      )}
      <ConfirmRepeat
        isOpen={isAsking}
        title={{ zh: '撤回这个同意吗', en: 'Take this consent back?' }}
        willHappen={[
          { zh: `${to || '对方'} 不能再看您的资料`, en: `${to || 'They'} can no longer read your papers` },
          { zh: '这次转诊停下,留的号让给别人', en: 'The referral stops, and your place goes to somebody else' },
          { zh: '您的医生会收到通知,联系您另外安排', en: 'Your doctor is told, and arranges something else with you' },
        ]}
        act={{ zh: '撤回', en: 'Take it back' }}
        tone="danger"
        isRunning={take.isSending}
        problem={take.problem}
        onConfirm={() => void take.send({ residentId: person.residentId, consentId: consent.consentId })}
        onCancel={() => ask(false)}
      />
    </Block>
  )
}
