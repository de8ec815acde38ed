import { useState } from 'react'
import type { Output } from '#kernel/capability.ts'
import { endedBy, type ProxyReach, portalContract, proxyKind, proxyReach } from '#registry/portal/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { Block, Page } from '#web/workbenches/resident/Page.tsx'
import { useHere } from '#web/workbenches/resident/people.ts'

type Answer = Output<typeof portalContract.listProxies>

/** Who may look and act for me, until when, and the way to take it back. */
export default function Proxies() {
  const { t } = useWords()
  const { person } = useHere()
  const asked = useAsk(portalContract.listProxies, { residentId: person.residentId })
  const [isGiving, give] = useState(false)
  return (
    <Page title={{ zh: '谁可以替我办', en: 'Who may act for me' }} back="/me">
      <Answered asked={asked} what={{ zh: '代办人', en: 'who may act' }}>
        {(answer) => (
          <>
            <Block>
              <p className="muted">
                {t({
                  zh: '眼睛不好、不会用手机,可以让信得过的家人替您看、替您办。他每看一次都会记下来,您随时可以收回。',
                  en: 'Somebody you trust may look and act for you. Each look of theirs is written down, and you may take this back at any time.',
                })}
              </p>
            </Block>
            {answer.items.map((each) => (
              <Given key={each.proxyId} proxy={each} />
            ))}
            {person.kind === 'self' && !isGiving && (
              <Button tone="primary" wide icon="plus" onClick={() => give(true)}>
                {t({ zh: '让家人替我办', en: 'Let somebody act for me' })}
              </Button>
            )}
            {isGiving && <Give answer={answer} onDone={() => give(false)} />}
          </>
        )}
      </Answered>
    </Page>
  )
}

function Given({ proxy }: { proxy: Answer['items'][number] }) {
  const { t } = useWords()
  const { person } = useHere()
  const end = useCommand(portalContract.endProxy, {
    changes: [`person:${person.residentId}`],
    onDone: () =>
      toast({ text: { zh: `已收回,${proxy.name} 不能再看`, en: `Taken back; ${proxy.name} can look no more` } }),
  })
  return (
    <Block title={proxy.name} {...(proxy.endedAt ? {} : { tone: 'present' as const })}>
      <p>
        <Tag>{t(proxyKind.labels[proxy.kind])}</Tag> {t(proxyReach.labels[proxy.reach])}
      </p>
      <p className="muted">
        {proxy.givenBy === 'self'
          ? t({ zh: '本人同意', en: 'Given by the person' })
          : t({ zh: '在机构登记', en: 'Recorded at the facility' })}{' '}
        <Moment at={proxy.from} form="short" /> — <Moment at={proxy.endedAt ?? proxy.until} form="short" />
      </p>
      {proxy.endedAt ? (
        <p className="hint">
          {proxy.endedBy ? t(endedBy.labels[proxy.endedBy]) : t({ zh: '已到期', en: 'It ran out' })}
        </p>
      ) : (
        <Button
          wide
          isRunning={end.isSending}
          onClick={() => void end.send({ residentId: person.residentId, proxyId: proxy.proxyId })}
        >
          {t({ zh: '马上收回', en: 'Take it back now' })}
        </Button>
      )}
      <ProblemNote problem={end.problem} />
    </Block>
  )
}

const reaches: readonly { readonly value: ProxyReach; readonly name: Text }[] = proxyReach.codes.map((value) => ({
  value,
  name: proxyReach.labels[value],
}))

function Give({ answer, onDone }: { answer: Answer; onDone: () => void }) {
  const { t } = useWords()
  const { person } = useHere()
  const [householdId, setHousehold] = useState<string>()
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [reach, setReach] = useState<ProxyReach>('see')
  const give = useCommand(portalContract.giveProxy, {
    changes: [`person:${person.residentId}`],
    onDone: () => {
      onDone()
      toast({ text: { zh: '好了,他登录后就能替您看', en: 'Done; they find you when they sign in' } })
    },
  })
  const isNamed = householdId !== undefined || (name.trim() !== '' && /^1\d{10}$/.test(phone.replaceAll(/\D/g, '')))
  const who = householdId ? { householdId } : { name: name.trim(), phone: phone.trim() }
  return (
    <Block title={{ zh: '让谁替我办', en: 'Whom do you trust?' }}>
      {answer.household.length > 0 && (
        <div className="choices" role="radiogroup" aria-label={t({ zh: '家里人', en: 'Family' })}>
          {answer.household.map((each) => (
            // biome-ignore lint/a11y/useSemanticElements: a chip that is chosen, not a form
            <button
              key={each.residentId}
              type="button"
              role="radio"
              aria-checked={householdId === each.residentId}
              onClick={() => setHousehold(householdId === each.residentId ? undefined : each.residentId)}
            >
              {each.name}
            </button>
          ))}
        </div>
      )}
      {!householdId && (
        <>
          <Field
            label={{ zh: '他的姓名', en: 'Their name' }}
            value={name}
            autoComplete="off"
            onChange={(event) => setName(event.target.value)}
          />
          <Field
            label={{ zh: '他的手机号', en: 'Their phone' }}
            value={phone}
            inputMode="tel"
            autoComplete="off"
            onChange={(event) => setPhone(event.target.value)}
          />
        </>
      )}
      <div className="choices" role="radiogroup" aria-label={t({ zh: '能做什么', en: 'What they may do' })}>
        {reaches.map((each) => (
          // biome-ignore lint/a11y/useSemanticElements: a chip that is chosen, not a form
          <button
            key={each.value}
            type="button"
            role="radio"
            aria-checked={reach === each.value}
            onClick={() => setReach(each.value)}
          >
            {t(each.name)}
          </button>
        ))}
      </div>
      <ProblemNote problem={give.problem} />
      <Button
        tone="primary"
        wide
        isRunning={give.isSending}
        disabled={!isNamed}
        onClick={() => void give.send({ residentId: person.residentId, ...who, reach })}
      >
        {t({ zh: '同意,让他替我办', en: 'I agree: let them act for me' })}
      </Button>
      <Button tone="text" onClick={onDone}>
        {t({ zh: '先不', en: 'Not now' })}
      </Button>
    </Block>
  )
}
