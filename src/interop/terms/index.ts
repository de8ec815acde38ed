/** Code lists from files. */
export { importTerms, NoHeader, seedTerms, type TermAccounting } from './importTerms.ts'
