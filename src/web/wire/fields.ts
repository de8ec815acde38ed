import { useEffect } from 'react'
import { type Text, useWords } from '#web/ui/words.ts'
import type { AnyProblem, FieldProblem } from '#web/wire/problem.ts'

type Name = (string | number)[]

/** The part of a form of antd or antd-mobile that takes errors; each types its own field names, so none fits here. */
export type FormWithErrors = { setFields: (fields: never) => void }

/** Sets what the server says of single fields at those fields; the rest of a problem is `ProblemNote`'s. */
export function useFieldProblems(form: FormWithErrors, problem: AnyProblem | undefined): void {
  const { t } = useWords()
  useEffect(() => {
    if (problem?.kind !== 'invalid') return
    const fields = problem.fields.map((field) => ({ name: nameOf(field.path), errors: [t(inWords(field))] }))
    form.setFields(fields as never)
  }, [form, problem, t])
}

/** What is wrong at one field, for a form of our own `Field`s. */
export function wrongAt(problem: AnyProblem | undefined, path: string): Text | undefined {
  if (problem?.kind !== 'invalid') return undefined
  const field = problem.fields.find((each) => each.path === path)
  return field && inWords(field)
}

function inWords({ why, fix }: FieldProblem): Text {
  return { zh: `${why.zh},${fix.zh}`, en: `${why.en}; ${fix.en}` }
}

/** `readings.0.systolic` as a form names it: `['readings', 0, 'systolic']`. */
function nameOf(path: string): Name {
  return path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
