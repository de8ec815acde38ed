import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { Link, useLocation } from 'wouter'
import {
  type CommandGroup,
  CommandSearch,
  type CommandSearchProps,
  type DeskCommand,
} from '#web/ui/desk/CommandSearch.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { type Identity, useIdentity } from '#web/ui/identity.ts'
import { KeyHint } from '#web/ui/KeyHint.tsx'
import { LanguageSwitch } from '#web/ui/LanguageSwitch.tsx'
import { LiveMark } from '#web/ui/LiveMark.tsx'
import { Toasts } from '#web/ui/Toast.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { type LiveState, useLive } from '#web/wire/live.ts'
import '#web/ui/desk/DeskShell.css'

export type MenuItem = {
  /** Below the workbench's own address: `/`, `/beds`. */
  readonly href: string
  readonly name: Text
  readonly count?: number | undefined
  /** The count holds something late. */
  readonly isLate?: boolean
  /** Where its screens go on, beside its own address: `/figures`. */
  readonly also?: string
  /** A thin line above: another kind of place begins. */
  readonly beginsGroup?: boolean
}

export type DeskShellProps = {
  /** At most eight. */
  readonly menu: readonly MenuItem[]
  /** What Ctrl-K can do besides going to the menu. */
  readonly commands?: readonly DeskCommand[]
  readonly find?: CommandSearchProps['find']
  /** For the gallery; the shell knows the live state by itself. */
  readonly live?: LiveState
  readonly children: ReactNode
}

const most = 8

/** The frame of every desk: where one may go, who sits here, and whether the screen is of this moment. */
export function DeskShell({ menu, commands = [], find, live, children }: DeskShellProps) {
  if (import.meta.env.DEV && menu.length > most)
    throw new Error(`a desk has at most ${most} places, this one ${menu.length}`)
  const { t } = useWords()
  const { isOpen, open, close } = useCommandKey()
  const groups = useGroups(menu, commands)
  return (
    <div className="desk">
      <a className="skip" href="#main">
        {t({ zh: '跳到内容', en: 'Skip to content' })}
      </a>
      <aside className="desk-side">
        <Who />
        <button type="button" className="desk-search" onClick={open} aria-keyshortcuts="Control+K">
          <Icon name="search" size={14} />
          <span>{t({ zh: '搜索', en: 'Search' })}</span>
          <KeyHint keys={['Ctrl K']} />
        </button>
        <nav aria-label={t({ zh: '工作台', en: 'Workbench' })}>
          <ul>
            {menu.map((item) => (
              <MenuLine key={item.href} item={item} />
            ))}
          </ul>
        </nav>
        <Foot live={live} />
      </aside>
      <main id="main" className="desk-main" tabIndex={-1}>
        {children}
      </main>
      <CommandSearch isOpen={isOpen} onClose={close} groups={groups} {...(find ? { find } : {})} />
      <Toasts />
    </div>
  )
}

function MenuLine({ item }: { item: MenuItem }) {
  const { t } = useWords()
  const [location] = useLocation()
  const isHere = isUnder(location, item.href) || (item.also !== undefined && isUnder(location, item.also))
  return (
    <li className={item.beginsGroup ? 'begins' : undefined}>
      <Link href={item.href} aria-current={isHere ? 'page' : undefined}>
        <span>{t(item.name)}</span>
        {item.count !== undefined && item.count > 0 && (
          <span className={item.isLate ? 'count late' : 'count'}>{item.count}</span>
        )}
      </Link>
    </li>
  )
}

function isUnder(location: string, href: string): boolean {
  return location === href || (href !== '/' && location.startsWith(`${href}/`))
}

function Who() {
  const { t } = useWords()
  const identity = useIdentity()
  const line = [t(identity.post), identity.person].filter(Boolean).join(' · ')
  if (identity.posts.length < 2) {
    return (
      <div className="desk-who">
        <b>{t(identity.facility)}</b>
        <span className="hint">{line}</span>
      </div>
    )
  }
  return (
    <details
      className="desk-who"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) event.currentTarget.open = false
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.open = false
      }}
    >
      <summary>
        <b>
          {t(identity.facility)} <Icon name="chevronDown" size={12} />
        </b>
        <span className="hint">{line}</span>
      </summary>
      <Posts identity={identity} />
    </details>
  )
}

function Posts({ identity }: { identity: Identity }) {
  const { t } = useWords()
  return (
    <ul className="desk-posts" aria-label={t({ zh: '换一个岗位', en: 'Act from another post' })}>
      {identity.posts.map((post) => (
        <li key={post.postId}>
          <button type="button" aria-pressed={post.isActing} onClick={() => identity.onPost(post.postId)}>
            <span>{t(post.facility)}</span>
            <span className="hint">{t(post.name)}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function Foot({ live }: { live: LiveState | undefined }) {
  const { t } = useWords()
  const { onSignOut } = useIdentity()
  const found = useLive()
  return (
    <div className="desk-foot">
      <LiveMark state={live ?? found} />
      <LanguageSwitch />
      <a href="/account">
        <Icon name="key" /> {t({ zh: '我的账号', en: 'My account' })}
      </a>
      <button type="button" onClick={onSignOut}>
        <Icon name="signOut" /> {t({ zh: '退出', en: 'Sign out' })}
      </button>
    </div>
  )
}

function useCommandKey() {
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        setOpen((was) => !was)
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return { isOpen, open: () => setOpen(true), close: () => setOpen(false) }
}

function useGroups(menu: readonly MenuItem[], commands: readonly DeskCommand[]): readonly CommandGroup[] {
  const [, navigate] = useLocation()
  const { posts, onPost, onSignOut } = useIdentity()
  return useMemo(
    () => [
      {
        name: { zh: '去往', en: 'Go to' },
        commands: menu.map(({ href, name }) => ({ key: `to${href}`, name, run: () => navigate(href) })),
      },
      {
        name: { zh: '操作', en: 'Do' },
        commands: [
          ...commands,
          ...posts
            .filter((post) => !post.isActing)
            .map((post) => ({
              key: `post${post.postId}`,
              name: actAt(post.facility),
              detail: post.name,
              run: () => onPost(post.postId),
            })),
          { key: 'signOut', name: { zh: '退出登录', en: 'Sign out' }, run: onSignOut },
        ],
      },
    ],
    [menu, commands, posts, onPost, onSignOut, navigate],
  )
}

function actAt(facility: Text): Text {
  const zh = typeof facility === 'string' ? facility : facility.zh
  const en = typeof facility === 'string' ? facility : (facility.en ?? facility.zh)
  return { zh: `换到 ${zh}`, en: `Act at ${en}` }
}
