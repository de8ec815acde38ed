import { QueryClientProvider } from '@tanstack/react-query'
import { Component, type ComponentType, type LazyExoticComponent, lazy, type ReactNode, Suspense, useMemo } from 'react'
import { Redirect, Router, useLocation } from 'wouter'
import { navigate } from 'wouter/use-browser-location'
import type { Me } from '#registry/access/contract.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import { CheckScreen } from '#web/paper/CheckScreen.tsx'
import { SignIn } from '#web/signIn/SignIn.tsx'
import { type Identity, IdentityContext } from '#web/ui/identity.ts'
import { Mark } from '#web/ui/Mark.tsx'
import { sentenceOf } from '#web/ui/ProblemNote.tsx'
import { Empty, ErrorState, NoPermission } from '#web/ui/states.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { product, useWords } from '#web/ui/words.ts'
import { mayHavePack } from '#web/wire/network.ts'
import type { AnyProblem } from '#web/wire/problem.ts'
import { queries } from '#web/wire/queries.ts'
import { findSession, signOut, takePost, useSessionState } from '#web/wire/session.ts'
import { type Door, doorAt, doorOf, doors, isResidentsAddress } from '#web/workbenches/doors.ts'
import '#web/App.css'

const workbenches = new Map<Door, LazyExoticComponent<ComponentType>>(doors.map((door) => [door, lazy(door.load)]))

const ResidentEntrance = lazy(() => import('#web/workbenches/resident/Entrance.tsx'))

export function App() {
  return (
    <QueryClientProvider client={queries}>{isResidentsAddress() ? <Residents /> : <Entrance />}</QueryClientProvider>
  )
}

/** Residents have a sign-in and a session of their own; nothing of those at work is asked for or loaded. */
function Residents() {
  return (
    <Stumble>
      <Suspense fallback={<Opening />}>
        <Router base="/resident">
          <ResidentEntrance />
        </Router>
      </Suspense>
    </Stumble>
  )
}

const Unlock = lazy(() => import('#web/offline/Unlock.tsx').then((module) => ({ default: module.Unlock })))
const FirstStep = lazy(() => import('#web/signIn/FirstStep.tsx').then((module) => ({ default: module.FirstStep })))
const AccountScreen = lazy(() =>
  import('#web/account/AccountScreen.tsx').then((module) => ({ default: module.AccountScreen })),
)
const SetUp = lazy(() => import('#web/signIn/SetUp.tsx').then((module) => ({ default: module.SetUp })))

function Entrance() {
  const state = useSessionState()
  const token = setUpToken()
  if (token) {
    return (
      <Suspense fallback={<Opening />}>
        <SetUp token={token} />
      </Suspense>
    )
  }
  switch (state.kind) {
    case 'unknown':
      return <Opening />
    case 'unreachable':
      return (
        <ByPinOr>
          <main className="alone">
            <ErrorState problem={state.problem} again={() => void findSession()} />
          </main>
        </ByPinOr>
      )
    case 'nobody':
      return (
        <ByPinOr>
          <SignIn />
        </ByPinOr>
      )
    case 'here':
    case 'expired':
      return (
        <>
          <div hidden={state.kind === 'expired'} className="inside">
            <Inside key={`${state.me.accountId} ${state.me.facilityId} ${state.me.role}`} me={state.me} />
          </div>
          {state.kind === 'expired' && (
            <ByPinOr accountId={state.me.accountId}>
              <SignIn returning={state.me.name} />
            </ByPinOr>
          )}
        </>
      )
  }
}

/** On a device that was prepared for it, work goes on by PIN while there is no network. Nobody else loads any of this. */
function ByPinOr({ accountId, children }: { accountId?: string; children: ReactNode }) {
  if (!mayHavePack()) return children
  return (
    <Suspense fallback={<Opening />}>
      <Unlock {...(accountId ? { accountId } : {})} otherwise={children} />
    </Suspense>
  )
}

/** `/setup#…`: behind the hash, so that it enters no log. */
function setUpToken(): string | undefined {
  return location.pathname === '/setup' && location.hash.length > 1 ? location.hash.slice(1) : undefined
}

function Inside({ me }: { me: Me }) {
  const identity = useMemo(() => identityOf(me), [me])
  return (
    <IdentityContext value={identity}>
      <Stumble>
        <Suspense fallback={<Opening />}>
          {me.firstStep ? <FirstStep step={me.firstStep} /> : <Rooms acting={me.role} />}
        </Suspense>
      </Stumble>
    </IdentityContext>
  )
}

/** The address decides the room; without one the role does. */
function Rooms({ acting }: { acting: RoleName }) {
  const [location] = useLocation()
  const home = doorOf(acting)
  const paper = /^\/paper\/([\w-]{1,40})$/.exec(location)?.[1]
  const door = doorAt(location)
  const Workbench = door && workbenches.get(door)
  // The code on a printed sheet leads here, whatever the role.
  if (paper) return <CheckScreen code={paper} />
  if (location === '/' && home) return <Redirect to={home.path} replace />
  if (location === '/account') return <AccountScreen />
  if (!door || !Workbench) return <Nowhere home={home} />
  if (!door.roles.includes(acting)) return <Elsewhere door={door} home={home} />
  return (
    <Router base={door.path}>
      <Workbench />
    </Router>
  )
}

function Nowhere({ home }: { home: Door | undefined }) {
  const { t } = useWords()
  return (
    <main className="alone">
      <Empty
        icon="pin"
        title={
          home
            ? { zh: '没有这个页面', en: 'There is no such page' }
            : { zh: '您的岗位还没有工作台', en: 'Your post has no workbench yet' }
        }
        next={
          home
            ? { zh: '地址可能已改变', en: 'Its address may have changed' }
            : { zh: '请联系本机构管理员设置岗位', en: "Ask your facility's administrator to set your post" }
        }
        action={
          home ? <a href={home.path}>{t({ zh: `回到${home.name.zh}`, en: `Back to ${home.name.en}` })}</a> : <Leave />
        }
      />
    </main>
  )
}

function Elsewhere({ door, home }: { door: Door; home: Door | undefined }) {
  const { t } = useWords()
  const message = { zh: `“${door.name.zh}”不在您的岗位权限内`, en: `“${door.name.en}” is not open to your post` }
  return (
    <main className="alone">
      <NoPermission
        problem={{ kind: 'role', message }}
        action={
          home ? <a href={home.path}>{t({ zh: `去${home.name.zh}`, en: `Go to ${home.name.en}` })}</a> : <Leave />
        }
      />
    </main>
  )
}

function Leave() {
  const { t } = useWords()
  return (
    <button type="button" className="button text" onClick={() => void leave()}>
      {t({ zh: '退出登录', en: 'Sign out' })}
    </button>
  )
}

function Opening() {
  const { t } = useWords()
  return (
    <output className="opening" aria-label={t({ zh: `正在打开${product.zh}`, en: `Opening ${product.en}` })}>
      <Mark size={40} />
    </output>
  )
}

type StumbleState = { readonly error: unknown }

/** A mistake in one screen must not leave a white page. React knows this only as a class. */
class Stumble extends Component<{ children: ReactNode }, StumbleState> {
  override state: StumbleState = { error: undefined }

  static getDerivedStateFromError(error: unknown): StumbleState {
    return { error: error ?? new Error('unknown') }
  }

  override render(): ReactNode {
    if (this.state.error === undefined) return this.props.children
    return (
      <main className="alone">
        <ErrorState problem={{ kind: 'fault', id: undefined }} again={() => location.reload()} />
      </main>
    )
  }
}

function identityOf(me: Me): Identity {
  return {
    facility: me.facility,
    person: me.name,
    post: role.labels[me.role],
    posts: me.posts.map((post) => ({
      postId: post.assignmentId,
      facility: post.facility,
      name: role.labels[post.role],
      isActing: post.facilityId === me.facilityId && post.role === me.role,
    })),
    onPost: (postId) => void actFrom(postId),
    onSignOut: () => void leave(),
  }
}

/** Another post has another first screen; the one in the address may not be open to it. */
async function actFrom(postId: string): Promise<void> {
  const problem = await takePost(postId)
  sayProblem(problem)
  if (!problem) navigate('/', { replace: true })
}

async function leave(): Promise<void> {
  sayProblem(await signOut())
}

function sayProblem(problem: AnyProblem | undefined): void {
  if (problem && problem.kind !== 'signedOut') toast({ text: sentenceOf(problem).title, tone: 'cinnabar' })
}
