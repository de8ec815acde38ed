/** The figures of a county: one evaluator over what was counted. */
export { figuresAt } from './reports.ts'
export { countyPlace } from './where.ts'
