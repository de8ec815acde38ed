/** Enter on a row goes into its card: it opens the act that carries the loop on, or takes the keyboard there. */
export function focusPane(): void {
  const pane = document.querySelector('.desk-pane')
  const main = pane?.querySelector<HTMLElement>('.referral-acts .row .button.primary')
  if (main) main.click()
  else pane?.querySelector<HTMLElement>(reachable)?.focus()
}

const reachable =
  'form :is(input, textarea, select, button:not(:disabled)), .button.primary:not(:disabled), button:not(:disabled), a[href]'
