/** Leave, transfer and departure of people at work. */
export { settleDepartures } from './jobs.ts'
