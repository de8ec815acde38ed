import type { Progress } from '#operation/backup/write.ts'

/** A line at every tenth, so that a log stays short and a person sees that it goes on. */
export function progressLine(print: (line: string) => void): Progress {
  let shown = 0
  return (text, share) => {
    const tenth = Math.floor(share * 10)
    if (tenth <= shown) return
    shown = tenth
    print(`  ${String(tenth * 10).padStart(3)} %  ${text}`)
  }
}
