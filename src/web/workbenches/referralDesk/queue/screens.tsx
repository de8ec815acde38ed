import { homewardBoxes, queueBoxes } from '#web/workbenches/referralDesk/queue/boxes.ts'
import { ReferralQueue } from '#web/workbenches/referralDesk/queue/ReferralQueue.tsx'

export function QueueScreen() {
  return (
    <ReferralQueue
      title={{ zh: '转诊队列', en: 'Referral queue' }}
      boxes={queueBoxes}
      enter={{ zh: '接收', en: 'accept' }}
      letters={['decline', 'requestMore', 'redirect']}
    />
  )
}

export function HomewardScreen() {
  return (
    <ReferralQueue
      title={{ zh: '去向与回家', en: 'Where they are' }}
      boxes={homewardBoxes}
      enter={{ zh: '下一步', en: 'next step' }}
      letters={['redirect']}
    />
  )
}
