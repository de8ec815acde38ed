import type { ReactNode } from 'react'

/** Two lines of a cell: the fact, and below it what belongs to it. */
export function Two({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <>
      {first}
      {second && <span className="muted">{second}</span>}
    </>
  )
}
