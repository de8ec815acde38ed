/**
 * Chinese is set with its own full-width marks, whatever the keyboard of whoever wrote the sentence (ours, a county's or a
 * partner system's). Figures, times and Latin words keep theirs: 4,512,077; 09:12; (I21.1).
 */
const marks: readonly (readonly [RegExp, string])[] = [
  [/(?<=[\p{Script=Han}”\uff09》]) ?, ?|(?<=[\w%]), ?(?=[\p{Script=Han}“《])/gu, '\uff0c'],
  [/(?<=[\p{Script=Han}”\uff09》]) ?; ?|(?<=[\w%]); ?(?=[\p{Script=Han}“《])/gu, '\uff1b'],
  [/(?<=[\p{Script=Han}”\uff09》]) ?: ?/gu, '\uff1a'],
  [/(?<=[\p{Script=Han}”\uff09》]) ?\?/gu, '\uff1f'],
  [/(?<=[\p{Script=Han}”\uff09》]) ?!/gu, '\uff01'],
]
const round = / ?\(([^()]*\p{Script=Han}[^()]*)\)/gu

export function typeset(chinese: string): string {
  if (!/[,;:?!(]/.test(chinese)) return chinese
  const opened = chinese.replace(round, '\uff08$1\uff09')
  return marks.reduce((said, [mark, wide]) => said.replace(mark, wide), opened)
}
