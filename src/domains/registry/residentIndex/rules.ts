/** Whether two descriptions are one person: pure, for the index, the synthetic county and the screens. */

export { compareBirthDates, daysNear, lunarMonthAndDay } from './rules/birthDates.ts'
export { compareNames, nameTraitsOf, soundKeyOf } from './rules/names.ts'
export { compareNumbers, isValidNumber, numberVariants, wholeNumber } from './rules/numbers.ts'
export { agreesByNumber, type Levels, levelsOf, type Match, scorePair, type Weights } from './rules/score.ts'
export { type Description, knownName, plainPlace, type Traits, traitsOf } from './rules/traits.ts'
export { otherFormsOf } from './rules/variants.ts'
