import type { Text } from '#web/ui/words.ts'
import type { AnyProblem, FieldProblem } from '#web/wire/problem.ts'

/** What is wrong at one field, for a form of our own `Field`s. */
export function wrongAt(problem: AnyProblem | undefined, path: string): Text | undefined {
  if (problem?.kind !== 'invalid') return undefined
  const field = problem.fields.find((each) => each.path === path)
  return field && inWords(field)
}

function inWords({ why, fix }: FieldProblem): Text {
  return { zh: `${why.zh},${fix.zh}`, en: `${why.en}; ${fix.en}` }
}
