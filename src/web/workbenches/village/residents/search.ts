let typed = ''

/** What was last searched for, kept in this page only: an identity number belongs into no address and no storage. */
export function rememberSearch(next: string): void {
  typed = next
}

export function lastSearch(): string {
  return typed
}
