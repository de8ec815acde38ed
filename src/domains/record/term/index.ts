/** Code lists of diagnoses, procedures and medications: what a doctor picks from. */
export { initialsOf, type Term } from './rules.ts'
export { listedNames, saveTerms, shortList } from './store.ts'
