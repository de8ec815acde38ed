/** A number stays a number, so that it can be reckoned with; a text is never a formula. */
export type Cell = string | number | null
export type Sheet = {
  readonly name: string
  readonly columns: readonly { readonly heading: string; readonly width: number }[]
  readonly rows: readonly (readonly Cell[])[]
  /** A line for each of the first columns after the one of the times. */
  readonly chart?: { readonly title: string; readonly series: number }
}
