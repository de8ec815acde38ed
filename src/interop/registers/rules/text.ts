/** Full-width letters, digits, signs and the ideographic space in their plain form; ideographs stay as they are. */
export function half(text: string): string {
  return /[\u3000\uff01-\uff5e]/.test(text)
    ? text.replaceAll(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0)).replaceAll('\u3000', ' ')
    : text
}

/** How a heading, a choice or the name of a place is compared: without width, case, spaces and signs. */
export function bare(text: string): string {
  return half(text)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{P}\p{S}]/gu, '')
}

/** What Excel shows as the cell of a code: no spaces, no apostrophe before it, no `.0` behind it. */
export function code(text: string): string {
  return half(text)
    .replaceAll(/[\s\u00a0\u200b'‘’`]/g, '')
    .replace(/^(\d+)\.0+$/, '$1')
}

/** Undecodable or control characters: nobody can say what stood there. */
export function isGarbled(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\uFFFD]/u.test(text)
}

/** How many letters must be added, taken away or changed; counts to two and then gives up. */
export function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) next[j] = Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return Math.min(row[b.length] ?? 3, 3)
}
