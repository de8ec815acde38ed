import { randomUUID } from 'node:crypto'
import { adviceContract } from '#care/advice/contract.ts'
import { bookingContract } from '#care/booking/contract.ts'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { enrollmentContract } from '#care/enrollment/contract.ts'
import { fulfillmentContract } from '#care/fulfillment/contract.ts'
import { packContract } from '#care/pack/contract.ts'
import { paperContract } from '#care/paper/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { residentViewContract } from '#care/residentView/contract.ts'
import { indicatorsContract } from '#governance/indicators/contract.ts'
import { reportedContract } from '#governance/reported/contract.ts'
import { registersContract } from '#interop/registers/contract.ts'
import type { Input } from '#kernel/capability.ts'
import { supervisionContract } from '#publicHealth/supervision/contract.ts'
import { visitContract } from '#record/visit/contract.ts'
import { accessContract } from '#registry/access/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { movementContract } from '#registry/movement/contract.ts'
import { portalContract } from '#registry/portal/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { type Caller, send, type TestPlatform } from '#tests/platform.ts'
import { asResident } from '#tests/resident.ts'
import type { Plants } from './requests.ts'

/** Rows of one village clinic that carry a mark nobody else may ever read. */
export type Planted = {
  readonly plants: Plants
  /** In the name of the person and in every text about them. */
  readonly mark: string
}

const diagnosis = { code: 'I20.000', name: '不稳定性心绞痛' }
const consent = { by: 'patient' as const, name: '本人' }

/** A resident of a village clinic whom nobody else looks after. */
export async function plantResident(platform: TestPlatform, mark: string, login = 'village1'): Promise<Planted> {
  const village = await platform.as(login)
  const residentId = await registerAnyway(village, {
    name: `王${mark}`,
    sex: 'female',
    birthDate: '1956-03-02',
    noNumberReason: `未带 ${mark}`,
    village: `${mark}村`,
    address: `${mark} 12 号`,
    insurance: 'resident',
  })
  const { visitId } = await village.must(visitContract.recordVisit, { residentId, kind: 'outpatient', complaint: `胸闷 ${mark}`, note: mark })
  return { mark, plants: { ...(await county(platform)), residentId, visitId, confirmedNew: [residentId] } }
}

/** A resident of a village clinic who is referred, asked about and booked at the hospital, with a broken glass. */
export async function plantReferred(platform: TestPlatform, mark: string, login = 'village1'): Promise<Planted> {
  const { plants } = await plantResident(platform, mark, login)
  const residentId = String(plants.residentId)
  const toDepartmentId = String(plants.toDepartmentId)
  const village = await platform.as(login)
  const summary = [{ title: '主诉', text: mark }]
  const { adviceId } = await village.must(adviceContract.askAdvice, { residentId, toDepartmentId, urgency: 'routine', question: `要不要转 ${mark}`, summary })
  const { items } = await village.must(bookingContract.findFree, { departmentId: toDepartmentId, kind: 'slot', days: 14 })
  const kept = items.filter((unit) => unit.leftReserved > 0).at(-1)?.sessionId ?? ''
  const sent = await village.must(referralContract.submitReferral, {
    residentId,
    toDepartmentId,
    urgency: 'routine',
    diagnosis,
    reason: `反复胸痛 ${mark}`,
    summary,
    consent,
    capacity: { sessionId: kept },
  })
  // Who treated somebody keeps the basis, whatever becomes of the referral.
  await (await platform.as('cardio1')).must(visitContract.recordVisit, { residentId, kind: 'outpatient', complaint: mark })
  const { holdId } = await village.must(bookingContract.book, {
    residentId,
    sessionId: items.findLast((unit) => unit.left > unit.leftReserved)?.sessionId ?? '',
  })
  // Somebody who looks like the same person, registered all the same: a pair that the review asks about.
  await village.must(residentContract.registerResident, {
    name: `王${mark}`,
    sex: 'female',
    birthDate: '1956-03-02',
    noNumberReason: `未带 ${mark}`,
    village: `${mark}村`,
    address: `${mark} 12 号`,
    insurance: 'resident',
    confirmedNew: [residentId],
  })
  const [pair] = await platform.look<{ id: string }>('select id from resident_index.pair where second_id = $1', [residentId])
  const supervisor = await platform.as('supervisor1')
  const { findingId } = await supervisor.must(supervisionContract.fileFinding, {
    facilityId: supervisor.persona.facilityId,
    kind: 'other',
    severity: 'minor',
    text: `随访记录缺失 ${mark}`,
    required: '补齐',
  })
  // A file of the township's own people: only the township knows of it.
  const { uploadId } = await (await platform.as('township1')).must(registersContract.beginUpload, { register: 'residents', fileName: `${mark}.csv`, bytes: 64 })
  const { id: breakGlassId } = await village.must(accessContract.breakGlass, { residentId, reason: `急诊需要 ${mark}` })
  const { name: sheet } = await village.must(paperContract.openReferralPaper, { referralId: sent.referralId })
  const manager = await platform.as('consortium1')
  const { place } = await manager.must(indicatorsContract.openCockpit, {})
  const frozen = await manager.must(indicatorsContract.listReports, { limit: 1 })
  const reportId = frozen.items[0]?.reportId ?? (await manager.must(indicatorsContract.freezeReport, { placeId: place.placeId, period: '2026-01' })).reportId
  const paperCode = /[0-9A-Z-]{19}/.exec(sheet)?.[0]
  return {
    mark,
    plants: {
      ...plants,
      ...(await plantEnrollment(platform, { residentId, mark, login })),
      ...(await plantPortal(platform, { residentId, mark, login })),
      paperCode,
      reportId,
      // An indicator, and what it counts.
      id: 'baseShare',
      measure: 'visits',
      adviceId,
      thingId: await plantThing(platform, { residentId, toDepartmentId, mark, login }),
      dependsOn: [randomUUID()],
      about: residentId,
      managedId: await plantChronic(platform, { residentId, mark, login }),
      holdId,
      breakGlassId,
      pairId: pair?.id ?? '',
      findingId,
      uploadId,
      referralId: sent.referralId,
      insteadOf: sent.referralId,
      sessionId: kept,
      capacity: { sessionId: kept },
    },
  }
}

/** Something done without a network that could not be taken: a second referral to the same department. */
async function plantThing(platform: TestPlatform, of: { residentId: string; toDepartmentId: string; mark: string; login: string }): Promise<string> {
  const { residentId, toDepartmentId, mark, login } = of
  const village = await platform.as(login)
  const { deviceId } = await village.must(packContract.prepareDevice, { label: mark })
  const now = platform.clock.now().toISOString()
  const input = { residentId, toDepartmentId, urgency: 'routine', diagnosis, reason: mark, summary: [], consent, capacity: { waitFor: 'slot' } }
  const command = { key: randomUUID(), capability: 'POST /residents/{residentId}/referrals', input, deviceAt: now, skewSeconds: 0, since: now }
  const { answers } = await village.must(packContract.replayCommands, { deviceId, deviceNow: now, commands: [command], waiting: 0 })
  return answers[0]?.thingId ?? ''
}

/** The resident is managed for hypertension, with the mark in what was said. */
async function plantChronic(platform: TestPlatform, { residentId, mark, login }: { residentId: string; mark: string; login: string }): Promise<string> {
  const village = await platform.as(login)
  const readings = { systolic: { value: 152, unit: 'mm[Hg]' }, diastolic: { value: 94, unit: 'mm[Hg]' } }
  await village.must(chronicCareContract.recordScreening, { residentId, source: 'home', readings, symptoms: [] })
  const { managedId } = await village.must(chronicCareContract.confirmDiagnosis, { residentId, disease: 'hypertension', decision: 'confirmed', note: mark })
  const answers = { adverseReaction: 'none', complication: 'none' }
  await village.must(chronicCareContract.recordFollowUp, {
    residentId,
    mode: 'clinic',
    readings,
    symptoms: [],
    answers,
    note: mark,
    medications: [{ name: mark }],
  })
  return managedId
}

/** Registers somebody, also where the match check finds others who are much like them. */
export async function registerAnyway(who: Caller, person: Input<typeof residentContract.registerResident>): Promise<string> {
  const first = await who.ask(residentContract.registerResident, person)
  if (first.status === 200) return first.body.residentId
  const { cards = [] } = (first.body as unknown as { data?: { cards?: { residentId: string }[] } }).data ?? {}
  return (await who.must(residentContract.registerResident, { ...person, confirmedNew: cards.map((card) => card.residentId) })).residentId
}

/** An agreement that runs, a site the person belongs to, and a service of theirs that was drawn for review. */
async function plantEnrollment(platform: TestPlatform, { residentId, mark, login }: { residentId: string; mark: string; login: string }): Promise<Plants> {
  const [village, township] = await Promise.all([platform.as(login), platform.as('township1')])
  const { teams } = await village.must(enrollmentContract.beginEnrollment, { residentId })
  const teamId = teams[0]?.teamId ?? ''
  const members = [{ residentId, population: 'elder' as const, packageCode: 'elder' }]
  const made = await village.must(enrollmentContract.makeAgreement, { residentId, teamId, years: 1, members })
  const strokes = [Array.from({ length: 14 }, (_, i) => [100 + i * 40, 300 + (i % 3) * 90])]
  const signer = { residentId, name: mark, relation: 'self' as const }
  const on = { agreementId: made.agreementId, version: made.version }
  const signed = await village.must(enrollmentContract.signAgreement, { ...on, how: 'screen', identity: 'idCard', signer, strokes })
  const home = { kind: 'elderCare' as const, name: `${mark} 养老院`, address: mark, years: 1, signedBy: mark, strokes }
  const { siteId } = await township.must(enrollmentContract.signSite, { ...home, teamId })
  await (await platform.as('family1')).must(enrollmentContract.linkSiteMember, { siteId, residentId })
  const before = signed.from.replace(/^\d{4}/, (year) => String(Number(year) - 1))
  const sample = await township.must(fulfillmentContract.drawSample, { teamId, since: before, before: signed.from, size: 50 })
  await platform.look(
    "update fulfillment.sampled_service set person = jsonb_set(person, '{name}', to_jsonb($2::text)), resident_id = $3 where sample_id = $1",
    [sample.sampleId, mark, residentId],
  )
  const [place] = await platform.look<{ id: string; turn: string }>(
    'select p.id, t.id as turn from roster.place p join roster.turn t on t.place_id = p.id limit 1',
  )
  const [member] = await platform.look<{ id: string }>('select id from enrollment.team_member where team_id = $1 limit 1', [teamId])
  return {
    teamId,
    agreementId: made.agreementId,
    newAgreementId: randomUUID(),
    enrollmentId: signed.members[0]?.enrollmentId ?? '',
    signerId: residentId,
    siteId,
    sampleId: sample.sampleId,
    subjectId: sample.items[0]?.subjectId ?? '',
    memberId: member?.id ?? '',
    rosterPlaceId: place?.id ?? '',
    turnId: place?.turn ?? '',
  }
}

/** Somebody who acts for the resident, a look the resident does not know, and a consent. */
async function plantPortal(platform: TestPlatform, { residentId, mark, login }: { residentId: string; mark: string; login: string }): Promise<Plants> {
  const village = await platform.as(login)
  const other = { sex: 'male' as const, birthDate: '1980-01-01', noNumberReason: '未带', village: '本村', address: '2 号', insurance: 'resident' as const }
  const byResidentId = await registerAnyway(village, { ...other, name: `代${mark}` })
  const recorded = { residentId, byResidentId, kind: 'elderProxy' as const, reach: 'see' as const, evidence: `本人在场 ${mark}`, isPresent: true as const }
  const { proxyId } = await village.must(portalContract.recordProxy, recorded)
  const resident = await asResident(platform, residentId, login)
  const { items } = await resident.must(portalContract.listLooks, { residentId })
  const { objectionId } = await resident.must(portalContract.objectToLook, { residentId, lookId: items.at(-1)?.lookId ?? '', note: `不认识 ${mark}` })
  const [consent] = (await resident.must(residentViewContract.listConsents, { residentId })).items
  const phone = `139${String(Math.random()).slice(2, 10).padEnd(8, '0')}`
  const asked = await send(platform.address, { capability: portalContract.requestCode, input: { phone, who: mark } })
  const { codeId } = asked.body as { codeId: string }
  return { byResidentId, codeId, householdId: byResidentId, proxyId, objectionId, consentId: consent?.consentId ?? '', lookId: items[0]?.lookId ?? '' }
}

/** A figure of the bureau, which is nobody's secret; one is enough for all who are planted. */
async function plantReported(platform: TestPlatform): Promise<string> {
  const health = await platform.as('health1')
  const { items, places } = await health.must(reportedContract.listReported, { year: 2020 })
  if (items[0]) return items[0].reportedId
  const county = places.find((place) => place.kind === 'division')?.placeId ?? ''
  const figure = { quantity: 'residentPopulation', placeKind: 'division', from: '2020-01-01', until: '2021-01-01', value: 1, source: '公报' } as const
  return (await health.must(reportedContract.recordReported, { ...figure, reportedFor: county })).reportedId
}

/** Rows of the county that are nobody's secret: places, people at work, sessions. */
async function county(platform: TestPlatform): Promise<Plants> {
  const [desk, admin] = await Promise.all([platform.as('desk1'), platform.as('admin1')])
  const hospitalId = desk.persona.facilityId
  const { departments } = await admin.must(facilityContract.openFacility, { facilityId: hospitalId })
  const departmentId = departments.find((d) => d.kind === 'cardiology')?.departmentId ?? ''
  const one = async (sql: string, values: unknown[] = []) => (await platform.look<{ id: string }>(sql, values))[0]?.id ?? ''
  const plain = "c.login like 'staff%' and c.disabled_at is null"
  const away = await one(`select p.staff_id as id from staff.post p join access.account c on c.staff_id = p.staff_id where ${plain} order by p.id desc limit 1`)
  const far = { kind: 'training' as const, from: '2098-01-01', until: '2098-02-01' }
  const known = await one("select id from access.leave where from_day = '2098-01-01'")
  const leaveId = known || (await admin.must(movementContract.takeLeave, { staffId: away, ...far })).leaveId
  const [templateId, consortiumId, accountId, staffId, postId, assignmentId] = await Promise.all([
    one('select id from booking.template where department_id = $1 order by id limit 1', [departmentId]),
    one('select id from facility.consortium limit 1'),
    one(`select c.id from access.account c where ${plain} order by c.id limit 1`),
    one(`select c.staff_id as id from access.account c where ${plain} order by c.id desc limit 1`),
    one(`select p.id from staff.post p join access.account c on c.staff_id = p.staff_id where ${plain} order by p.id limit 1`),
    one(`select a.id from access.assignment a join access.account c on c.id = a.account_id where ${plain} order by a.id limit 1`),
  ])
  return {
    facilityId: hospitalId,
    senderId: hospitalId,
    receiverId: hospitalId,
    leadId: hospitalId,
    parentId: hospitalId,
    employerId: hospitalId,
    managerId: hospitalId,
    workplaceId: hospitalId,
    placeId: hospitalId,
    toFacilityId: (await platform.as('village2')).persona.facilityId,
    departmentId,
    toDepartmentId: departmentId,
    templateId,
    templateIds: [templateId],
    consortiumId,
    accountId,
    staffId,
    practitionerId: staffId,
    postId,
    assignmentId,
    deviceId: randomUUID(),
    leaveId,
    reportedId: await plantReported(platform),
    standInId: staffId,
    lineId: randomUUID(),
    callId: randomUUID(),
    followUpId: randomUUID(),
    screeningId: randomUUID(),
    movedTo: (await platform.as('village2')).persona.facilityId,

    disease: 'hypertension',
    key: 'booking.reservedPercent',
    version: 1,
    overdue: 'true',
    refusedOnly: 'true',
    today: 'true',
  }
}
