import { useState } from 'react'
import { Link } from 'wouter'
import { chronicCareContract, type ManagedCard } from '#care/chronicCare/contract.ts'
import { Block } from '#web/chronicCare/Block.tsx'
import { ConfirmDiagnosis } from '#web/chronicCare/ConfirmDiagnosis.tsx'
import type { Form } from '#web/chronicCare/form/draft.ts'
import { PromptList } from '#web/chronicCare/Prompts.tsx'
import { Course, Standing } from '#web/chronicCare/person/PersonBody.tsx'
import { TakeOver } from '#web/chronicCare/person/TakeOver.tsx'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { CallSheet } from '#web/workbenches/village/chronic/CallSheet.tsx'
import { Call } from '#web/workbenches/village/parts/Call.tsx'

/** A person in chronic care: where the loop stands, how the readings went, and what was done. */
export default function ChronicPage({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const asked = useAsk(chronicCareContract.openFollowUp, { residentId }, { live: ['chronicCare'] })
  const managed = asked.data?.managed
  return (
    <PhonePage
      title={{ zh: '慢病管理卡', en: 'Chronic care' }}
      back={`/residents/${residentId}`}
      foot={managed && <Acts card={managed} />}
    >
      <Answered asked={asked} rows={8} what={{ zh: '管理卡', en: 'the card' }}>
        {(form) => (
          <>
            <PersonBanner person={form.person} aside={<Call residentId={residentId} name={form.person.name} />} />
            {form.managed ? <Managed form={form} card={form.managed} /> : <None residentId={residentId} />}
            <Link href={`/residents/${residentId}`} className="row-link in-page">
              <span>{t({ zh: '打开健康档案', en: 'Open the record' })}</span>
              <Icon name="chevronRight" />
            </Link>
          </>
        )}
      </Answered>
    </PhonePage>
  )
}

function Managed({ form, card }: { form: Form; card: ManagedCard }) {
  const suspected = card.diseases.filter((each) => each.status === 'suspected')
  return (
    <>
      <PromptList prompts={form.prompts.filter((each) => each.kind !== 'followUp')} />
      {card.status === 'transferring' && (
        <Block title={{ zh: '接管', en: 'Taking over' }}>
          <TakeOver card={card} />
        </Block>
      )}
      <Standing card={card} />
      {suspected.length > 0 && (
        <Block title={{ zh: '疑似,等待确诊', en: 'Suspected, to be decided' }}>
          {suspected.map((each) => (
            <ConfirmDiagnosis key={each.disease} residentId={form.residentId} disease={each} />
          ))}
        </Block>
      )}
      <Course residentId={form.residentId} />
    </>
  )
}

function Acts({ card }: { card: ManagedCard }) {
  const { t } = useWords()
  const [isCalling, call] = useState(false)
  const record = `/residents/${card.residentId}`
  const isSuspected = card.status === 'suspected'
  if (card.status === 'died' || card.status === 'moved' || card.status === 'ended') return null
  return (
    <>
      <Button onClick={() => call(true)}>{t({ zh: '记电话结果', en: 'A call' })}</Button>
      <Link href={isSuspected ? `${record}/screening` : `${record}/follow-up`} className="button primary">
        {isSuspected ? t({ zh: '复测', en: 'Measure again' }) : t({ zh: '随访', en: 'Follow up' })}
      </Link>
      {isCalling && <CallSheet card={card} isOpen={isCalling} onClose={() => call(false)} />}
    </>
  )
}

function None({ residentId }: { residentId: string }) {
  const { t } = useWords()
  return (
    <Empty
      icon="heart"
      title={{ zh: '没有纳入慢病管理', en: 'In no chronic program' }}
      next={{
        zh: '筛查达到标准或医生确诊后会出现在这里',
        en: 'It begins when a screening or a doctor finds a disease',
      }}
      action={
        <Link href={`/residents/${residentId}/screening`} className="button primary">
          {t({ zh: '去筛查', en: 'Screen' })}
        </Link>
      }
    />
  )
}
