import { randomBytes } from 'node:crypto'
import { agreementOf, teamsNamed } from '#care/enrollment/index.ts'
import { cardOf } from '#care/referral/index.ts'
import { actions } from '#kernel/action.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import type { Language } from '#kernel/words.ts'
import { detailOf } from '#record/visit/index.ts'
import { findFacility, namesOf } from '#registry/facility/index.ts'
import { asPerson, findPerson } from '#registry/resident/index.ts'
import { maskedName } from '#registry/resident/rules.ts'
import { type PaperKind, paperContract, paperKind } from './contract.ts'
import { setOnPaper } from './press.ts'
import { codeOf, momentOnPaper, plainCode, type Sheet } from './rules.ts'
import { agreementSheet } from './sheets/agreementSheet.ts'
import { dischargeSheet, type Frame, referralSheet } from './sheets/referralSheet.ts'
import { visitSheet } from './sheets/visitSheet.ts'
import { findIssued, insertIssued } from './store.ts'

/** `address`: of the platform as people reach it; the code on paper leads there. */
export function paperActions({ address }: { address: string }) {
  const issue = (scope: Scope, what: Issue) => issueSheet(scope, { ...what, address })
  return actions(paperContract, {
    async openReferralPaper({ scope, input }) {
      const card = await cardOf(scope, input.referralId)
      const { facilityId } = card.from
      const about = { kind: 'referral', subjectId: card.referralId, residentId: card.residentId, name: card.person.name } as const
      return issue(scope, { ...about, ...input, inNameOf: facilityId, sides: [facilityId, card.to.facilityId], sheet: (frame) => referralSheet(card, frame) })
    },

    async openDischargePaper({ scope, input }) {
      const card = await cardOf(scope, input.referralId)
      const { pack } = card
      if (!pack) return refuse('notDischarged')
      const about = { kind: 'discharge', subjectId: card.referralId, residentId: card.residentId, name: card.person.name } as const
      // Who sends a patient down has treated them; on the way up it is the receiver who discharges.
      const inNameOf = card.direction === 'down' ? card.from.facilityId : card.to.facilityId
      const sides = [card.from.facilityId, card.to.facilityId]
      return issue(scope, { ...about, ...input, inNameOf, sides, sheet: (frame) => dischargeSheet(card, pack, frame) })
    },

    async openVisitPaper({ scope, input }) {
      const [visit, row] = await Promise.all([detailOf(scope, input.residentId, input.visitId), findPerson(scope, input.residentId)])
      if (!visit || !row) notFound()
      const person = asPerson(row)
      const about = { kind: 'visit', subjectId: visit.visitId, residentId: visit.residentId, name: person.name } as const
      return issue(scope, { ...about, ...input, inNameOf: visit.facilityId, sides: [visit.facilityId], sheet: (frame) => visitSheet(visit, person, frame) })
    },

    async openAgreementPaper({ scope, input }) {
      const agreement = await agreementOf(scope, input.agreementId)
      if (!agreement.signedAt) return refuse('notSigned')
      const inNameOf = (await teamsNamed(scope, [agreement.teamId])).get(agreement.teamId)?.facility_id ?? scope.actor.facilityId
      const about = { kind: 'agreement', subjectId: agreement.agreementId, residentId: agreement.headId, name: agreement.head.name } as const
      return issue(scope, { ...about, ...input, inNameOf, sides: [inNameOf], sheet: (frame) => agreementSheet(agreement, frame) })
    },

    async checkPaper({ scope, input }) {
      const row = (await findIssued(scope, plainCode(input.paperCode))) ?? notFound()
      const names = await namesOf(scope, [row.facility_id])
      const facility = names.get(row.facility_id)?.name ?? ''
      return { code: row.code, kind: row.kind, facility, issuedBy: row.issued_by, issuedAt: row.issued_at, about: row.about }
    },
  })
}

type Issue = {
  readonly kind: PaperKind
  readonly subjectId: string
  readonly residentId: string
  readonly name: string
  readonly language: Language
  readonly inNameOf: string
  /** Facilities of the loop: the one that is not printing may look the sheet up too. */
  readonly sides: readonly string[]
  readonly sheet: (frame: Frame) => Sheet
}

/** Sets a sheet and notes that it was issued, so that its code leads to something. */
async function issueSheet(scope: Scope, { address, ...what }: Issue & { address: string }) {
  const { facilityId, name: printer } = scope.actor
  const [origin, acting] = await Promise.all([findFacility(scope, what.inNameOf), findFacility(scope, facilityId)])
  const code = codeOf(randomBytes(10))
  const at = momentOnPaper(scope.now)
  const { language } = what
  const sheet = what.sheet({
    language,
    facility: origin?.name ?? '',
    now: scope.now,
    printed: language === 'zh' ? `${acting?.short_name ?? ''} ${printer} 打印于 ${at}` : `Printed by ${acting?.short_name ?? ''} ${printer}, ${at}`,
    check: {
      address: `${address}/paper/${code}`,
      code,
      sentence: language === 'zh' ? '扫码或输入编码核验真伪' : 'Scan or type the code to check',
    },
  })
  const bytes = await setOnPaper(sheet)
  await insertIssued(scope, {
    code,
    kind: what.kind,
    subject_id: what.subjectId,
    resident_id: what.residentId,
    facility_id: facilityId,
    to_facility_id: what.sides.find((side) => side !== facilityId) ?? null,
    about: maskedName(what.name),
    issued_by: printer,
    issued_at: scope.now,
  })
  // The name of the file stays on the computer it was saved on: the code, not the person.
  return { name: `${paperKind.labels[what.kind][language]} ${code}.pdf`, type: 'application/pdf', bytes, residentId: what.residentId }
}
