const width = 84
const height = 26

type Point = { readonly period: string; readonly value: number | null }

/** A trend as a line, drawn over its own range so that small moves are seen; what is not known leaves a gap. */
export function Trend({ points, target }: { points: readonly Point[]; target?: number | undefined }) {
  const known = points.flatMap(({ value }) => (value === null ? [] : [value]))
  if (known.length < 2) return null
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const x = (index: number) => 3 + (index * (width - 6)) / Math.max(1, points.length - 1)
  const y = (value: number) => (high === low ? height / 2 : height - 4 - ((value - low) * (height - 8)) / (high - low))
  const last = points.findLastIndex(({ value }) => value !== null)
  const lastValue = points[last]?.value ?? null
  return (
    <svg className="trend" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {target !== undefined && target >= low && target <= high && (
        <line x1="0" x2={width} y1={y(target)} y2={y(target)} className="aim" />
      )}
      {stretches(points).map((stretch) => (
        <polyline key={stretch[0]?.at} points={stretch.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')} />
      ))}
      {lastValue !== null && <circle cx={x(last)} cy={y(lastValue)} r="2.5" />}
    </svg>
  )
}

function stretches(points: readonly Point[]) {
  const all: { at: number; value: number }[][] = [[]]
  for (const [at, { value }] of points.entries()) {
    if (value === null) all.push([])
    else all.at(-1)?.push({ at, value })
  }
  return all.filter((stretch) => stretch.length > 1)
}
