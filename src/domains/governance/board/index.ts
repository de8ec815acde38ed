/** The consortium's board: what it does on a clock. */
export { onSupplyAdded, watchSupply } from './jobs.ts'
