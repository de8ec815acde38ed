import { pinyin } from 'pinyin-pro'
import { type Json, name, need, objects } from '../json.ts'
import type { Taken } from '../taken.ts'
import { addressOf, isSynthetic, nameOf, sexOf } from './patient.ts'

/** A facility outside the county's consortium: it is a place where things happened, nobody here works in it. */
export function organization(resource: Json): Taken {
  const called = need(name(resource.name), 'name')
  const phone = objects(resource.telecom).find((t) => t.system === 'phone')
  return {
    target: 'facility',
    rows: [
      {
        kind: /hospital|medical center|医院/i.test(called) ? 'generalHospital' : 'privateHospital',
        name: called,
        short_name: called.slice(0, 60),
        initials: initialsOf(called),
        level: null,
        ownership: 'private',
        phone: name(phone?.value) ?? null,
        address: addressOf(objects(resource.address)[0]) || null,
        synthetic: isSynthetic(resource),
      },
    ],
  }
}

/** A name for the rows of the record; no account, no licence, no post. */
export function practitioner(resource: Json): Taken {
  const called = need(nameOf(resource), 'name')
  const row = {
    name: called,
    initials: initialsOf(called),
    sex: sexOf(resource.gender),
    profession: 'doctor',
    synthetic: isSynthetic(resource),
  }
  return { target: 'staff', rows: [row] }
}

function initialsOf(called: string): string {
  if (!/\p{Script=Han}/u.test(called))
    return called
      .split(/\s+/)
      .map((w) => w[0] ?? '')
      .join('')
      .toLowerCase()
      .slice(0, 40)
  return pinyin(called, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase().slice(0, 40)
}
