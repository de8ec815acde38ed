const signs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/**
 * Calls back once when nobody has touched the page for so long. The server has the same limit; but an open screen asks
 * by itself when something of its own changes, and that is no sign of a person.
 */
export function watchIdle(minutes: number, onIdle: () => void): () => void {
  let last = Date.now()
  const note = () => {
    last = Date.now()
  }
  for (const sign of signs) addEventListener(sign, note, { passive: true, capture: true })
  const timer = setInterval(() => {
    if (Date.now() - last < minutes * 60_000) return
    stop()
    onIdle()
  }, 15_000)
  function stop() {
    clearInterval(timer)
    for (const sign of signs) removeEventListener(sign, note, { capture: true })
  }
  return stop
}
