import { addDays, type Day, startOf } from '#kernel/calendar.ts'
import { idMaker } from '../ids.ts'
import { licenceMaker, phoneMaker } from '../numbers.ts'
import { type Random, randomOf } from '../random.ts'
import { drawWorkforce, type Workforce } from '../workforce.ts'
import { drawPrefecture, type PrefectureMap } from './map.ts'
import { counted, type Shape, shapeOf } from './shape.ts'

/** What everybody who writes a part of the prefecture agrees on. */
export type Plan = { readonly seed: string; readonly today: Day; readonly visits: number }
export type Cast = {
  readonly plan: Plan
  readonly shape: Shape
  readonly map: PrefectureMap
  /** Who works in each consortium. */
  readonly workforces: readonly Workforce[]
  readonly random: (...name: readonly (string | number)[]) => Random
  /** Keys that no other part makes; `after` sets the millisecond they begin at. */
  readonly newId: (name: string, ...at: readonly number[]) => () => string
}

/** From here on everything is drawn from the seed: whoever asks gets the same places and the same people at work. */
export function castOf(plan: Plan): Cast {
  const shape = shapeOf(plan.visits)
  const random = (...name: readonly (string | number)[]) => randomOf(plan.seed, 'prefecture', plan.visits, ...name)
  const startsAt = Date.parse(startOf(addDays(plan.today, -400)))
  const newId = (name: string, ...at: readonly number[]) => idMaker(random('keys', name, ...at), startsAt + (at.at(-1) ?? 0))
  const newPhone = phoneMaker(counted.residents)
  const map = drawPrefecture(shape, { random: random('map'), newId: newId('map'), newPhone })
  const newLicence = licenceMaker()
  const workforces = map.consortia.map((consortium, i) =>
    drawWorkforce(consortium, { random: random('workforce', i), newId: newId('workforce', i), today: plan.today, newPhone, newLicence }),
  )
  return { plan, shape, map, workforces, random, newId }
}
