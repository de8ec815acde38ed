import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import { Link, useLocation } from 'wouter'
import { now } from '#web/ui/clock.ts'
import { Icon, type IconName } from '#web/ui/Icon.tsx'
import { useIdentity } from '#web/ui/identity.ts'
import { Toasts } from '#web/ui/Toast.tsx'
import { momentInWords } from '#web/ui/time.ts'
import { useLargeType } from '#web/ui/typeSize.ts'
import { product, type Text, useWords } from '#web/ui/words.ts'
import { useLive } from '#web/wire/live.ts'
import '#web/ui/phone/PhoneShell.css'

export type PhoneTab = {
  readonly href: string
  readonly name: Text
  readonly icon: IconName
  /** Drawn beside the icon; the number is said too. */
  readonly count?: number
}

/** What became of the work on this phone. */
export type SyncState =
  | { readonly kind: 'synced'; readonly at: string }
  | { readonly kind: 'syncing'; readonly waiting?: number }
  | { readonly kind: 'offline'; readonly waiting: number }
  | { readonly kind: 'toSettle'; readonly things: number; readonly href: string }

export type PhoneShellProps = {
  /** At most four. */
  readonly tabs: readonly PhoneTab[]
  /** Without it the shell says whether it is live. */
  readonly sync?: SyncState | undefined
  readonly children: ReactNode
}

const most = 4
const SyncContext = createContext<SyncState | undefined>(undefined)

/** The frame of a phone workbench: four places, and above each page whose phone this is and whether it is in step. */
export function PhoneShell({ tabs, sync, children }: PhoneShellProps) {
  if (import.meta.env.DEV && tabs.length > most)
    throw new Error(`a phone has at most ${most} tabs, this one ${tabs.length}`)
  const { t } = useWords()
  const isLargeType = useLargeType()
  return (
    <SyncContext value={sync}>
      <div className={isLargeType ? 'phone large-type' : 'phone'}>
        <div className="phone-body">{children}</div>
        <nav className="phone-tabs" aria-label={t({ zh: '主要页面', en: 'Main pages' })}>
          <ul>
            {tabs.map((tab) => (
              <TabLink key={tab.href} tab={tab} />
            ))}
          </ul>
        </nav>
        <Toasts />
      </div>
    </SyncContext>
  )
}

function TabLink({ tab }: { tab: PhoneTab }) {
  const { t } = useWords()
  const [location] = useLocation()
  const isHere = tab.href === '/' ? location === '/' : location === tab.href || location.startsWith(`${tab.href}/`)
  return (
    <li>
      <Link href={tab.href} aria-current={isHere ? 'page' : undefined}>
        <Icon name={tab.icon} size={20} />
        <span>{t(tab.name)}</span>
        {tab.count !== undefined && tab.count > 0 && <span className="tab-count">{tab.count}</span>}
      </Link>
    </li>
  )
}

export type PhonePageProps = {
  /** A page of a tab shows the facility; a page below one has its own title and a way back. */
  readonly title?: Text
  readonly back?: string
  readonly tools?: ReactNode
  /** Under the title, staying in sight: a search box. */
  readonly top?: ReactNode
  /** Staying in sight at the foot: the one act of the page. */
  readonly foot?: ReactNode
  readonly children: ReactNode
}

export function PhonePage({ title, back, tools, top, foot, children }: PhonePageProps) {
  const { t } = useWords()
  const { facility } = useIdentity()
  return (
    <>
      <title>{`${t(title ?? facility)} · ${t(product)}`}</title>
      <header className="phone-head">
        <div className="phone-title">
          {back !== undefined && (
            <Link href={back} className="back" aria-label={t({ zh: '返回', en: 'Back' })}>
              <Icon name="chevronLeft" size={20} />
            </Link>
          )}
          <h1>{t(title ?? facility)}</h1>
          {tools ?? (back === undefined && <SyncMark />)}
        </div>
        {top}
      </header>
      <main className="phone-main">{children}</main>
      {foot && <div className="phone-foot">{foot}</div>}
    </>
  )
}

type Said = {
  readonly icon: IconName
  readonly tone: 'pine' | 'amber' | 'cinnabar'
  readonly text: Text
  readonly href?: string
}

/** 已同步 09:12; 离线 · 3 条待上传. */
function SyncMark() {
  const { t, language } = useWords()
  const sync = useContext(SyncContext)
  const fallback = useLiveAsSync()
  const said = inWords(sync ?? fallback, (at) => momentInWords(at, { language, now: now(), form: 'short' }))
  const inner = (
    <>
      <Icon name={said.icon} /> {t(said.text)}
    </>
  )
  if (!said.href) return <span className={`sync-mark ${said.tone}`}>{inner}</span>
  return (
    <Link href={said.href} className={`sync-mark ${said.tone}`}>
      {inner}
    </Link>
  )
}

function inWords(sync: SyncState, time: (at: string) => string): Said {
  switch (sync.kind) {
    case 'synced':
      return { icon: 'sync', tone: 'pine', text: { zh: `已同步 ${time(sync.at)}`, en: `Synced ${time(sync.at)}` } }
    case 'syncing':
      return {
        icon: 'cloudUp',
        tone: 'amber',
        text: sync.waiting
          ? { zh: `正在上传 ${sync.waiting} 条`, en: `Sending ${sync.waiting}` }
          : { zh: '正在同步', en: 'Syncing' },
      }
    case 'offline':
      return {
        icon: 'offline',
        tone: 'amber',
        text:
          sync.waiting > 0
            ? { zh: `离线 · ${sync.waiting} 条待上传`, en: `Offline · ${sync.waiting} to send` }
            : { zh: '离线', en: 'Offline' },
      }
    case 'toSettle':
      return {
        icon: 'alert',
        tone: 'cinnabar',
        text: { zh: `${sync.things} 条待处理`, en: `${sync.things} to settle` },
        href: sync.href,
      }
  }
}

// The page was in step when the line last spoke; while it is open that is now.
function useLiveAsSync(): SyncState {
  const live = useLive()
  const isOnline = useSyncExternalStore(listenToNetwork, () => navigator.onLine)
  if (!isOnline || live === 'offline') return { kind: 'offline', waiting: 0 }
  if (live === 'connecting') return { kind: 'syncing' }
  return { kind: 'synced', at: new Date(now()).toISOString() }
}

function listenToNetwork(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
