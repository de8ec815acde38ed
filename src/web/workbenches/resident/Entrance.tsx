import { lazy, Suspense, useEffect, useState } from 'react'
import { navigate } from 'wouter/use-browser-location'
import { type PersonHere, portalContract } from '#registry/portal/contract.ts'
import { ErrorState, Loading } from '#web/ui/states.tsx'
import { proposeLargeType } from '#web/ui/typeSize.ts'
import { useAsk } from '#web/wire/ask.ts'
import { call } from '#web/wire/call.ts'
import { forgetAll } from '#web/wire/memory.ts'
import { onSignedOut } from '#web/wire/queries.ts'
import { type Here, HereContext } from '#web/workbenches/resident/people.ts'
import { SignIn } from '#web/workbenches/resident/SignIn.tsx'
import '#web/workbenches/resident/resident.css'

const Workbench = lazy(() => import('#web/workbenches/resident/Workbench.tsx'))

/** Who is here, or the way in. */
export default function Entrance() {
  const [round, again] = useState(0)
  const [isOut, setOut] = useState(false)
  const pass = passInAddress()
  useEffect(() => onSignedOut(() => setOut(true)), [])

  function arrived() {
    forgetAll()
    setOut(false)
    again(round + 1)
    if (location.pathname.startsWith('/resident/enter')) navigate('/resident', { replace: true })
  }

  if (isOut || pass) return <SignIn pass={pass} onArrived={arrived} />
  return <Known key={round} onOut={() => setOut(true)} />
}

/** `/resident/enter#…`: behind the hash, so that it enters no log. */
function passInAddress(): string | undefined {
  return location.pathname === '/resident/enter' && location.hash.length > 1 ? location.hash.slice(1) : undefined
}

function Known({ onOut }: { onOut: () => void }) {
  const asked = useAsk(portalContract.whoIsHere, {}, { freshSeconds: 60 })
  const { data, problem } = asked
  const isNobody = problem?.kind === 'signedOut' || problem?.kind === 'role'
  useEffect(() => {
    if (isNobody) onOut()
  }, [isNobody, onOut])
  useEffect(() => {
    if (data) proposeLargeType(data.largeType)
  }, [data])
  if (data) return <Inside people={data.people} onOut={onOut} />
  if (problem && !isNobody)
    return (
      <main className="alone">
        <ErrorState problem={problem} again={asked.again} />
      </main>
    )
  return <Loading />
}

function Inside({ people, onOut }: { people: readonly PersonHere[]; onOut: () => void }) {
  const [chosen, choose] = useState<string>()
  const [self] = people
  const person = people.find((each) => each.residentId === chosen) ?? self
  if (!person) return null
  const here: Here = {
    person,
    people,
    choose,
    leave: () =>
      void call(portalContract.leave, {}).finally(() => {
        forgetAll()
        onOut()
      }),
  }
  return (
    <HereContext value={here}>
      <Suspense fallback={<Loading />}>
        <Workbench key={person.residentId} />
      </Suspense>
    </HereContext>
  )
}
