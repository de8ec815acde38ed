import type { OwnLoop } from '#care/residentView/contract.ts'
import type { Language, Words } from '#kernel/words.ts'
import type { LoopStep } from '#web/ui/LoopLine.tsx'
import { momentInWords } from '#web/ui/time.ts'

type Saying = { readonly language: Language; readonly now: number }

const upward: readonly Words[] = [
  { zh: '提出转诊', en: 'Asked for' },
  { zh: '医院答应', en: 'Accepted' },
  { zh: '到医院', en: 'Arrived' },
  { zh: '出院', en: 'Discharged' },
]
const homeward: readonly Words[] = [
  { zh: '出院回家', en: 'Sent home' },
  { zh: '村里接手', en: 'Taken over' },
  { zh: '恢复了', en: 'Recovered' },
]

/** The loop as steps a villager knows. */
export function stepsOf(loop: OwnLoop): LoopStep[] {
  const [names, times] =
    loop.direction === 'down'
      ? [homeward, [loop.submittedAt, loop.acceptedAt, loop.endedAt]]
      : [upward, [loop.submittedAt, loop.acceptedAt, loop.arrivedAt, loop.dischargedAt]]
  const isStopped = ['declined', 'expired', 'noShow'].includes(loop.status)
  const present = times.indexOf(null)
  return names.map((name, i) => {
    const at = times[i] ?? null
    if (at) return { name, at, state: 'done' }
    if (isStopped) return { name, state: i === present ? 'stopped' : 'skipped' }
    return { name, state: i === present ? 'present' : 'coming' }
  })
}

/** What it means for the person, and what to do. */
export function meaningOf(loop: OwnLoop, saying: Saying): Words {
  const to = [loop.to, loop.department].filter(Boolean).join(' ')
  const when = loop.startsAt ? momentInWords(loop.startsAt, saying) : ''
  if (loop.direction === 'down') {
    return loop.status === 'accepted'
      ? { zh: `${loop.to} 已经接手,会上门看您`, en: `${loop.to} has taken over and will visit you` }
      : { zh: `您已出院,${loop.to} 会在两天内联系您`, en: `You are home; ${loop.to} will be in touch within two days` }
  }
  switch (loop.status) {
    case 'submitted':
      return { zh: `${to} 正在看您的资料,请等电话`, en: `${to} is reading your papers; please wait for a call` }
    case 'moreRequested':
      return { zh: '医院还要些资料,您的医生正在补', en: 'The hospital asks for more; your doctor sees to it' }
    case 'accepted':
      return when
        ? {
            zh: `请 ${when} 到 ${to},带上身份证和医保卡`,
            en: `Come ${when} to ${to}; bring your identity and insurance cards`,
          }
        : { zh: `${to} 已答应接收,时间定了会告诉您`, en: `${to} has accepted; you will hear the time` }
    case 'arrived':
    case 'treated':
      return { zh: `您正在 ${to} 治疗`, en: `You are being treated at ${to}` }
    case 'discharged':
      return {
        zh: '您已出院,医院正在把情况交给您的村医',
        en: 'You are discharged; the hospital is telling your village doctor',
      }
    default:
      return {
        zh: '这次没有去成,您的医生会另外安排',
        en: 'This did not come about; your doctor will arrange something else',
      }
  }
}

/** What to do about the kind of booking. */
export const bring: Readonly<Record<'slot' | 'bed' | 'exam', Words>> = {
  slot: {
    zh: '带身份证、医保卡,平时吃的药也带上',
    en: 'Bring your identity and insurance cards, and the medicines you take',
  },
  bed: { zh: '带身份证、医保卡和换洗衣物,家里来一个人陪', en: 'Bring your cards and clothes; let somebody come along' },
  exam: {
    zh: '带身份证、医保卡;要不要空腹,先打电话问一声',
    en: 'Bring your cards; ask by phone whether to come fasting',
  },
}
