import '#web/ui/tokens.css'
import '#web/ui/ground.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '#web/App.tsx'
import { markDocument } from '#web/ui/words.ts'
import { findSession } from '#web/wire/session.ts'
import { doorAt, isResidentsAddress } from '#web/workbenches/doors.ts'

const root = document.getElementById('root')
if (!root) throw new Error('the page has no root')

markDocument()
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
