import { useEffect } from 'react'
import { useWords } from '#web/ui/words.ts'
import type { AnyProblem } from '#web/wire/problem.ts'

type Name = (string | number)[]

/** The part of a form of antd or antd-mobile that takes errors; each types its own field names, so none fits here. */
export type FormWithErrors = { setFields: (fields: never) => void }

/** Sets what the server says of single fields at those fields; the rest of a problem is `ProblemNote`'s. */
export function useFieldProblems(form: FormWithErrors, problem: AnyProblem | undefined): void {
  const { t } = useWords()
  useEffect(() => {
    if (problem?.kind !== 'invalid') return
    const fields = problem.fields.map(({ path, why, fix }) => ({ name: nameOf(path), errors: [`${t(why)} ${t(fix)}`] }))
    form.setFields(fields as never)
  }, [form, problem, t])
}

/** `readings.0.systolic` as a form names it: `['readings', 0, 'systolic']`. */
export function nameOf(path: string): Name {
  return path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))
}
