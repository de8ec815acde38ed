/** The kinds of visit that count as treatment; checkups and vaccinations do not. */
export const treatedKinds: ReadonlySet<string> = new Set(['outpatient', 'emergency', 'inpatient', 'homeVisit', 'outreachVisit'])
