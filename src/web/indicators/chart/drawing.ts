import type { LightName } from '#web/indicators/Light.tsx'

export type Bar = {
  readonly name: string
  readonly value: number | null
  readonly previous: number | null
  readonly light: LightName | null
}

/** What a chart draws, in no library's words. */
export type Drawing = {
  readonly target: number | null
  /** How a value is written, with its unit. */
  readonly write: (value: number) => string
  /** How the axis writes its round numbers. */
  readonly tick: (value: number) => string
  readonly words: {
    readonly value: string
    readonly previous: string
    readonly target: string
    readonly unknown: string
  }
} & (
  | {
      readonly kind: 'bars'
      readonly bars: readonly Bar[] /** Where the axis ends, if not at the longest bar. */
      readonly most: number | undefined
    }
  | { readonly kind: 'line'; readonly points: readonly { readonly name: string; readonly value: number | null }[] }
)
