import { messageState, portalContract } from '#registry/portal/contract.ts'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { Block, Page } from '#web/workbenches/resident/Page.tsx'
import { useHere } from '#web/workbenches/resident/people.ts'
import { MoreOf } from '#web/workbenches/resident/Records.tsx'

/** What was written to me, and whether it went out. */
export default function Messages() {
  const { t } = useWords()
  const { person } = useHere()
  const asked = useAskPages(portalContract.listMessages, { residentId: person.residentId, limit: 20 })
  return (
    <Page title={{ zh: '发给我的消息', en: 'Messages to me' }} back="/me">
      <Answered
        asked={asked}
        what={{ zh: '消息', en: 'messages' }}
        isEmpty={(items) => items.length === 0}
        empty={<Empty icon="message" title={{ zh: '还没有消息', en: 'No messages yet' }} />}
      >
        {(items) => (
          <>
            {items.map((each) => (
              <Block key={each.messageId}>
                <p>{t(each.words)}</p>
                <p className="hint">
                  <Moment at={each.at} /> · {t(messageState.labels[each.state])}
                </p>
              </Block>
            ))}
            <MoreOf more={asked.more} />
          </>
        )}
      </Answered>
    </Page>
  )
}
