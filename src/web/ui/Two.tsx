import type { ReactNode } from 'react'

/** A cell of two lines: what matters, and under it what goes with it. */
export function Two({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <>
      {first}
      {second && <span className="muted">{second}</span>}
    </>
  )
}
