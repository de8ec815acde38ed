/** Everything chronic care asks the database. */
export * from './store/followUps.ts'
export * from './store/history.ts'
export * from './store/lists.ts'
export * from './store/managed.ts'
