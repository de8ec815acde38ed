/** Whether two descriptions are one person, who may be meant, and what was joined. */
export { linkAll } from './linking.ts'
export { weightsOn } from './weights.ts'
