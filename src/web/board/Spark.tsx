const width = 84
const height = 26

/** Twelve months as a line; months that are not known leave a gap, and the last point is marked. */
export function Spark({ values }: { values: readonly (number | null)[] }) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2) return null
  const [low, high] = [Math.min(...known, 0), Math.max(...known)]
  const x = (index: number) => 3 + (index * (width - 6)) / Math.max(1, values.length - 1)
  const y = (value: number) => height - 3 - ((value - low) * (height - 6)) / (high - low || 1)
  const last = values.at(-1)
  return (
    <svg className="spark" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {stretches(values).map((stretch) => (
        <polyline key={stretch[0]?.at} points={stretch.map(({ at, value }) => `${x(at)},${y(value)}`).join(' ')} />
      ))}
      {last !== null && last !== undefined && <circle cx={x(values.length - 1)} cy={y(last)} r="2.5" />}
    </svg>
  )
}

function stretches(values: readonly (number | null)[]) {
  const all: { at: number; value: number }[][] = [[]]
  for (const [at, value] of values.entries()) {
    if (value === null) all.push([])
    else all.at(-1)?.push({ at, value })
  }
  return all.filter((stretch) => stretch.length > 0)
}
