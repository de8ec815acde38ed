import { lazy, Suspense } from 'react'
import type { Drawing } from '#web/indicators/chart/drawing.ts'
import { type Text, useWords } from '#web/ui/words.ts'

const Drawn = lazy(() => import('#web/indicators/chart/Drawn.tsx').then((module) => ({ default: module.Drawn })))

export type ChartProps = {
  /** What it shows, for those who cannot see it; its numbers stand in the table beside it. */
  readonly label: Text
  readonly drawing: Drawing
  readonly height: number
  /** The index of what was clicked. */
  readonly onPick?: (index: number) => void
}

/** A chart whose library comes only when one is shown. */
export function Chart({ label, height, ...rest }: ChartProps) {
  const { t } = useWords()
  return (
    <div className="chart" role="img" aria-label={t(label)} style={{ height }}>
      <Suspense fallback={null}>
        <Drawn {...rest} height={height} />
      </Suspense>
    </div>
  )
}
