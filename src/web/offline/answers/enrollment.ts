import type * as Enrollment from '#care/enrollment/contract.ts'
import { enrollmentContract, type Population } from '#care/enrollment/contract.ts'
import { checkDraft, checkHeld, type DraftFacts } from '#care/enrollment/rules/draft.ts'
import {
  type PackedEnrollment,
  type PackedMenu,
  type PackedTeam,
  type PackedTerms,
  termsOn,
} from '#care/enrollment/rules/packed.ts'
import { actsOn, checkSigning, groupsOf, isPriority, termEnd } from '#care/enrollment/rules.ts'
import type { PackedPerson } from '#care/pack/rules.ts'
import { ageOn, dayOf } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import { isRefused } from '#kernel/refusal.ts'
import { notHere, reader, wireOf, writer } from '#web/offline/answerer.ts'
import { nameOf } from '#web/offline/answers/people.ts'
import type { Book } from '#web/offline/book.ts'
import type { Promised } from '#web/offline/difference.ts'
import { whoWorksHere } from '#web/offline/who.ts'
import { now } from '#web/ui/clock.ts'

/** A household's agreement, drafted and signed on the screen by the terms of its day. */

type Detail = Output<typeof enrollmentContract.openAgreement>

const part = 'enrollment'
const agreementKey = (id: string) => `agreement ${id}`
const whole = async () => ((await import('#care/enrollment/contract.ts?whole')) as typeof Enrollment).enrollmentContract

export const enrollmentAnswers = [
  reader(enrollmentContract.beginEnrollment, (book, { residentId }) => {
    const person = book.person(residentId) ?? notHere()
    const day = dayOf(new Date(now()))
    const teams = teamsOf(book)
    const terms = (teams[0] && termsOn(teams[0], day)) ?? notHere()
    const household = person.householdId
      ? book.people().filter((p) => p.householdId === person.householdId && p.residentId !== residentId)
      : []
    const on = { day, ages: terms.ages }
    return {
      people: [person, ...household]
        .filter((p) => p.status === 'active')
        .map((p) => ({
          residentId: p.residentId,
          person: nameOf(p),
          populations: groupsOf(p, on) as [Population, ...Population[]],
          isPriority: isPriority(p, on),
          held: heldBy(p),
        })),
      teams: teams.map(({ from: _, until: __, terms: ___, ...card }) => card),
      menu: [...terms.menu],
      term: terms.term,
      text: { zh: [...terms.text.zh], en: [...terms.text.en], from: terms.textFrom },
    }
  }),

  reader(enrollmentContract.openEnrollment, (book, { residentId }) => {
    const person = book.person(residentId) ?? notHere()
    // Package and fee are opened with a network; who has the person, and until when, is what the record needs here.
    return { current: null, held: heldBy(person), past: [] }
  }),

  reader(
    enrollmentContract.openAgreement,
    (book, { agreementId }) => book.body<Detail>(agreementKey(agreementId)) ?? notHere(),
  ),

  writer(enrollmentContract.makeAgreement, {
    judge: async () => (await whole()).makeAgreement,
    decide(book, { key, at, input }) {
      const day = dayOf(at)
      const team = teamsOf(book).find((each) => each.teamId === input.teamId) ?? notHere()
      const terms = termsOn(team, day) ?? notHere()
      const refusal = checkDraft(
        { day, years: input.years, members: input.members },
        factsOf(book, { team, terms, members: input.members }),
      )
      if (isRefused(refusal)) return refusal
      const agreementId = input.agreementId ?? key
      const detail = draftOf(book, { agreementId, at, team, terms, input })
      return {
        answer: detail,
        apply: () => book.change(agreementKey(agreementId), detail),
        input: { ...input, agreementId },
        predicted: foretold(detail),
      }
    },
  }),

  writer(enrollmentContract.signAgreement, {
    judge: async () => (await whole()).signAgreement,
    decide(book, { at, input }, waiting) {
      const detail = book.body<Detail>(agreementKey(input.agreementId)) ?? notHere()
      const signer = detail.members.find((m) => m.residentId === input.signer.residentId)
      const strokes = input.strokes ?? []
      const facts = {
        how: input.how,
        identity: input.identity,
        relation: input.signer.relation,
        strokes,
        signerAge: signer ? ageOn(signer.person.birthDate, dayOf(at)) : null,
        isHospital: false,
      }
      const refusal = checkSigning(facts, detail.adult) ?? checkHeld(heldOf(book, detail.members), namesOf(detail))
      if (isRefused(refusal)) return refusal
      // The term runs from the day of the signature, not from that of the draft.
      const from = dayOf(at)
      const until = termEnd(from, Number(detail.until.slice(0, 4)) - Number(detail.from.slice(0, 4)))
      const signed: Detail = {
        ...detail,
        status: 'signed',
        from,
        until,
        signedAt: at,
        signedHow: input.how,
        identity: input.identity,
        signer: { name: input.signer.name, relation: input.signer.relation },
        signature: strokes as Detail['signature'],
        members: detail.members.map((m) => ({ ...m, status: 'enrolled' as const, from, until })),
        history: [...detail.history, { at, step: 'signed', by: whoWorksHere().name, note: input.signer.name }],
        acts: [],
        version: detail.version + 1,
      }
      const made = waiting.filter(
        (each) =>
          each.wire === wireOf(enrollmentContract.makeAgreement) && each.input.agreementId === input.agreementId,
      )
      return {
        answer: signed,
        apply() {
          book.change(agreementKey(input.agreementId), signed)
          for (const member of signed.members) holdHere(book, member.residentId, signed)
        },
        dependsOn: made.map((each) => each.key),
        about: detail.headId,
        predicted: foretold(signed),
      }
    },
  }),
]

function teamsOf(book: Book): readonly PackedTeam[] {
  return book.extra<PackedMenu>(part)?.teams ?? []
}

function heldBy(person: PackedPerson) {
  return (person.parts[part] as PackedEnrollment | undefined)?.held ?? null
}

function heldOf(book: Book, members: readonly { readonly residentId: string }[]) {
  return members.flatMap(({ residentId }) => {
    const person = book.person(residentId)
    const held = person && heldBy(person)
    return held ? [{ residentId, ...held }] : []
  })
}

function namesOf(detail: Detail) {
  return new Map(detail.members.map((m) => [m.residentId, { name: m.person.name }]))
}

type Making = { readonly team: PackedTeam; readonly terms: PackedTerms }
type Wishes = readonly { readonly residentId: string; readonly population: Population; readonly packageCode: string }[]

function factsOf(book: Book, { team, terms, members }: Making & { members: Wishes }): DraftFacts {
  const people = members.flatMap(({ residentId }) => book.person(residentId) ?? [])
  return {
    ages: terms.ages,
    menu: terms.menu,
    term: terms.term,
    limit: terms.limit,
    team,
    people: new Map(people.map((p) => [p.residentId, { ...p, priorityGroups: [...p.priorityGroups] }])),
    more: members.length,
    held: heldOf(book, members),
  }
}

type Drafting = Making & {
  readonly agreementId: string
  readonly at: string
  readonly input: { readonly residentId: string; readonly years: number; readonly members: Wishes }
}

/** As the server lists a household: by birthday, then by name. */
function eldestFirst(book: Book, members: Wishes): Wishes {
  const rank = ({ residentId }: Wishes[number]) => {
    const person = book.person(residentId)
    return `${person?.birthDate} ${person?.name}`
  }
  return members.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1))
}

/** The agreement as it will stand, waiting for its signature. */
function draftOf(book: Book, { agreementId, at, team, terms, input }: Drafting): Detail {
  const day = dayOf(at)
  const until = termEnd(day, input.years)
  const head = book.person(input.residentId) ?? notHere()
  const me = whoWorksHere()
  return {
    agreementId,
    status: 'waiting',
    head: nameOf(head),
    headId: head.residentId,
    team: team.name,
    teamId: team.teamId,
    facility: team.facility,
    madeAt: me.facility,
    madeBy: me.name,
    from: day,
    until,
    signedAt: null,
    signedHow: null,
    identity: null,
    signer: null,
    renews: null,
    members: eldestFirst(book, input.members).flatMap(({ residentId, population, packageCode }, i) => {
      const person = book.person(residentId)
      const chosen = terms.menu.find((each) => each.code === packageCode && each.population === population)
      if (!person || !chosen) return []
      const { code, name, tier, fee, shares, items } = chosen
      return [
        {
          enrollmentId: `${agreementId} ${i}`,
          residentId,
          person: nameOf(person),
          population,
          isPriority: isPriority(person, { day, ages: terms.ages }),
          package: { code, name, tier, fee, shares, items },
          status: 'waiting' as const,
          from: day,
          until,
          version: 1,
        },
      ]
    }),
    acts: actsOn({ status: 'waiting', until }, { today: day, toRenew: 0 }).filter((act) => act === 'sign'),
    version: 1,
    text: { zh: [...terms.text.zh], en: [...terms.text.en], from: terms.textFrom },
    signature: null,
    adult: terms.ages.adult,
    // A code comes by text message, which needs the network.
    hasPhone: false,
    history: [{ at, step: 'made', by: me.name, note: null }],
  }
}

/** What was promised on this screen: held against what the server says, and shown where it does not take it. */
function foretold({ team, from, until, members }: Detail): Promised {
  return {
    team,
    from,
    until,
    members: members.map((m) => ({
      person: { name: m.person.name },
      package: { name: m.package.name, fee: m.package.fee },
    })),
  }
}

/** From now on this team has the person: a second agreement is refused here too. */
function holdHere(book: Book, residentId: string, signed: Detail): void {
  const known = book.part<PackedEnrollment>(residentId, part)
  const held = { team: signed.team, facility: signed.facility, phone: null, until: signed.until }
  book.changePart(residentId, part, { current: known?.current ?? null, held })
}
