import { pino } from 'pino'

/** One line of JSON an event, without personal data: ids and words of the code only. */
export type Log = ReturnType<typeof createLog>

export function createLog(level = 'info') {
  return pino({ level, base: null, timestamp: () => `,"at":"${new Date().toISOString()}"` })
}
