/** Enter on a row goes into its card: to the first thing that can be done there. */
export function focusPane(): void {
  const pane = document.querySelector('.desk-pane')
  const act = pane?.querySelector<HTMLElement>('.button.primary:not(:disabled)') ?? pane?.querySelector<HTMLElement>(reachable)
  act?.focus()
}

const reachable = 'button:not(:disabled), a[href], input, textarea, select'
