/** What is counted, kept by day and by what was known when, and read by whoever shows figures. */

export { peopleCounted, rowsCounted } from './behind.ts'
export { measures } from './catalog.ts'
export { everyTable, extractRows, FolderNotEmpty } from './extract/index.ts'
export { personProviders } from './providers.ts'
export { additiveOf, readAsKnown, readSums, type Sums } from './reading.ts'
export { type CountingPhase, rebuildMeasures, refreshMeasures } from './refresh.ts'
export { howFar } from './store/dirty.ts'
export { allPlaces, type PlaceRow } from './store/places.ts'
export { firstMonth } from './store/reading.ts'
