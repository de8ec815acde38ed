import '#web/ui/tokens.css'
import '#web/ui/ground.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Me } from '#registry/access/contract.ts'
import { primaryRoles } from '#registry/access/roles.ts'
import { App } from '#web/App.tsx'
import { markDocument } from '#web/ui/words.ts'
import { findSession, followSession } from '#web/wire/session.ts'
import { doorAt, isResidentsAddress } from '#web/workbenches/doors.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

markDocument()
followSession({ arrived: (me) => worksAlone(me) && void bringPack(me) })
reloadAfterDeployment()
if (import.meta.env.MODE !== 'production' && location.pathname.startsWith('/gallery')) {
  void import('#web/gallery/Gallery.tsx').then(({ Gallery }) => createRoot(root).render(<Gallery />))
} else {
  // Asked for while the page is still being drawn: who this is, and by the address the workbench they want.
  if (!isResidentsAddress()) void findSession()
  void doorAt(location.pathname)
    ?.load()
    .catch(() => undefined)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
}

/** Whose post may carry a pack; for everybody else nothing of it is loaded. */
function worksAlone({ role, firstStep }: Me): boolean {
  return firstStep === null && (primaryRoles as readonly string[]).includes(role)
}

async function bringPack(me: Me): Promise<void> {
  const { begin } = await import('#web/offline/start.ts')
  // Without it the page works as on any other device.
  await begin(me).catch(() => undefined)
}

/** After a deployment an open page asks for chunks that are gone. Loading it anew, once, brings the new ones. */
function reloadAfterDeployment(): void {
  addEventListener('vite:preloadError', (event) => {
    const last = Number(sessionStorage.getItem('tongmai.reloaded') ?? 0)
    if (Date.now() - last < 60_000) return
    event.preventDefault()
    sessionStorage.setItem('tongmai.reloaded', String(Date.now()))
    location.reload()
  })
}
