import { searchTermsOf, soundOf } from '#registry/resident/rules.ts'
import { day, type Json, name, need, object, objects, string, Unfit } from '../json.ts'
import type { Taken } from '../taken.ts'

/** A person for the registry. Numbers are listed here and sealed where they are stored. */
export function patient(resource: Json): Taken {
  const called = need(nameOf(resource), 'name')
  const birthDate = need(day(resource.birthDate), 'birthDate')
  const diedOn = day(resource.deceasedDateTime) ?? (resource.deceasedBoolean === true ? (day(object(resource.meta)?.lastUpdated) ?? null) : null)
  if (diedOn !== null && diedOn < birthDate) throw new Unfit('impossibleDate', 'died before birth')
  const address = objects(resource.address)[0]
  const identifiers = objects(resource.identifier).flatMap((i) => {
    const value = name(i.value)
    return value === undefined ? [] : [{ system: name(i.system) ?? '', value }]
  })
  const phone = objects(resource.telecom).find((t) => t.system === 'phone')
  return {
    target: 'resident',
    rows: [
      {
        name: called,
        sound: soundOf(called),
        sex: sexOf(resource.gender),
        birth_date: birthDate,
        village: name(address?.city) ?? '',
        address: addressOf(address),
        insurance: 'other',
        synthetic: isSynthetic(resource),
        status: diedOn === null ? 'active' : 'died',
        died_on: diedOn,
      },
    ],
    more: { identifiers, phone: name(phone?.value) ?? null, terms: searchTermsOf(called).map((t) => t.slice(0, 100)) },
    notes: [...(String(resource.birthDate).length < 10 ? ['birthDatePartial'] : []), ...(resource.deceasedBoolean === true ? ['deathDateUnknown'] : [])],
  }
}

/** The official name, else the first: as text where it says so, in the order of its script otherwise. */
export function nameOf(resource: Json): string | undefined {
  const names = objects(resource.name)
  const human = names.find((n) => n.use === 'official') ?? names[0]
  const text = name(human?.text)
  if (text !== undefined) return text.slice(0, 200)
  const family = name(human?.family) ?? ''
  const given = (Array.isArray(human?.given) ? human.given : []).flatMap((g) => name(g) ?? [])
  const whole = /\p{Script=Han}/u.test(family) ? `${family}${given.join('')}` : [...given, family].filter(Boolean).join(' ')
  return whole === '' ? undefined : whole.slice(0, 200)
}

export function sexOf(gender: unknown): 'male' | 'female' | 'unknown' {
  return gender === 'male' || gender === 'female' ? gender : 'unknown'
}

export function addressOf(address: Json | undefined): string {
  if (!address) return ''
  const lines = (Array.isArray(address.line) ? address.line : []).flatMap((l) => name(l) ?? [])
  return name(address.text) ?? [...lines, name(address.city), name(address.state), name(address.postalCode), name(address.country)].filter(Boolean).join(', ')
}

/** Made-up people say so: by a tag, a security label, or the text of their maker. */
export function isSynthetic(resource: Json): boolean {
  const meta = object(resource.meta)
  const labels = [...objects(meta?.tag), ...objects(meta?.security)]
  return (
    labels.some((l) => l.code === 'HTEST' || /synthe/i.test(`${l.system} ${l.code}`)) || /synthe/i.test(string(object(resource.text)?.div)?.slice(0, 500) ?? '')
  )
}
