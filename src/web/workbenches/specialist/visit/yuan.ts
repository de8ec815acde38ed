/** Yuan as typed into whole fen, digit by digit so that no fen is lost; undefined where it is not an amount. */
export function fenOf(typed: string): number | undefined {
  const match = /^(\d{1,9})(?:[.。](\d{0,2}))?$/.exec(typed.trim())
  if (!match) return undefined
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}
