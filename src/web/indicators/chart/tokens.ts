const names = {
  ink: '--ink',
  ink2: '--ink-2',
  ink3: '--ink-3',
  line: '--line',
  sheet: '--sheet',
  lineStrong: '--line-strong',
  value: '--data-1',
  met: '--pine',
  near: '--amber',
  missed: '--cinnabar',
} as const

export type Tokens = Readonly<Record<keyof typeof names | 'face', string>>

/** The colors and the face of the page, for a library that cannot read variables. */
export function readTokens(): Tokens {
  const style = getComputedStyle(document.body)
  const found = Object.entries(names).map(([name, variable]) => [name, style.getPropertyValue(variable).trim()])
  return { ...(Object.fromEntries(found) as Record<keyof typeof names, string>), face: style.fontFamily }
}
