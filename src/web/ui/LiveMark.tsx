import type { Words } from '#kernel/words.ts'
import { Icon, type IconName } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'
import type { LiveState } from '#web/wire/live.ts'
import '#web/ui/LiveMark.css'

const said: Record<LiveState, { icon: IconName; words: Words; title: Words }> = {
  connecting: {
    icon: 'sync',
    words: { zh: '正在连接', en: 'Connecting' },
    title: { zh: '正在连接', en: 'Connecting' },
  },
  live: {
    icon: 'check',
    words: { zh: '实时', en: 'Live' },
    title: { zh: '有变化立即显示', en: 'Changes appear at once' },
  },
  polling: {
    icon: 'sync',
    words: { zh: '15 秒一刷', en: 'Every 15 s' },
    title: { zh: '实时连接断开,每 15 秒取一次', en: 'The live line is down; asking every 15 seconds' },
  },
  offline: { icon: 'offline', words: { zh: '离线', en: 'Offline' }, title: { zh: '没有网络', en: 'No network' } },
}

/** Whether what is on the screen is of this moment. */
export function LiveMark({ state }: { state: LiveState }) {
  const { t } = useWords()
  const { icon, words, title } = said[state]
  return (
    <span className={`live-mark ${state}`} title={t(title)}>
      <Icon name={icon} size={14} /> {t(words)}
    </span>
  )
}
