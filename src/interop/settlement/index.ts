/** The settlement file from the command line: as on the screen, without sending it first. */
export { loadSettlementFile, NoBureau, type SettlementEnd } from './loading.ts'
