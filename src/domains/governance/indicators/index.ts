/** The figures of a county: one evaluator over what was counted. */
export { type Answer, type Asked, type AskedFigure, askFigures } from './asking.ts'
export { periodName, unknown } from './contract.ts'
export { everyLevel } from './definitions/indicator.ts'
export { freezeEnded } from './jobs.ts'
export { figuresAt } from './reports.ts'
export { sayValue } from './rules/saying.ts'
export { watchFigures } from './watching.ts'
export { countyPlace } from './where.ts'
