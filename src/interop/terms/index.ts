/** Code lists from files. */
export { importTerms, NoHeader, type RefusedLine, seedTerms, type TermAccounting } from './importTerms.ts'
