import { useEffect, useEffectEvent, useRef } from 'react'
import type { Drawing } from '#web/indicators/chart/drawing.ts'
import { draw } from '#web/indicators/chart/library.ts'
import { readTokens } from '#web/indicators/chart/tokens.ts'

export type DrawnProps = {
  readonly drawing: Drawing
  readonly height: number
  readonly onPick?: (index: number) => void
}

/** The chart itself, in vectors: sharp on paper and on any screen. */
export function Drawn({ drawing, height, onPick }: DrawnProps) {
  const place = useRef<HTMLDivElement>(null)
  const shown = useRef<ReturnType<typeof draw>>(undefined)
  const pick = useEffectEvent((index: number) => onPick?.(index))

  useEffect(() => {
    if (!place.current) return
    const chart = draw(place.current, (index) => pick(index))
    shown.current = chart
    const observer = new ResizeObserver(() => chart.resize())
    observer.observe(place.current)
    return () => {
      observer.disconnect()
      chart.end()
    }
  }, [])
  useEffect(() => {
    shown.current?.show(drawing, readTokens())
  }, [drawing])
  return <div ref={place} style={{ height }} />
}
