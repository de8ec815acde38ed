import { describe, expect, test } from 'vitest'
import { weightsOn } from '#registry/residentIndex/index.ts'
import { scorePair, traitsOf } from '#registry/residentIndex/rules.ts'
import { planCapacity } from './capacity.ts'
import { type KnownCounty, planFacilities } from './facilities.ts'
import { verdictOf } from './match.ts'
import { indexPlaces, type Place } from './places.ts'
import type { Values } from './read.ts'
import { judgeResident } from './residents.ts'
import { planStaff } from './staff.ts'
import { mayChoose, mayStart, mayStop } from './steps.ts'

const today = '2026-11-22'
const rows = (...values: Values[]) => values.map((v, i) => ({ number: i + 2, values: v }))
const place = (id: string, kind: string, name: string, more: Partial<Place> = {}): Place => ({
  id,
  kind,
  name,
  shortName: name,
  divisionCode: '690621100200',
  parentId: null,
  facilityCode: null,
  creditCode: null,
  ...more,
})
const nothing: KnownCounty = { facilities: [], departments: [], consortia: [], memberships: [] }
const hospital = {
  name: '县医院',
  kind: 'countyHospital',
  divisionCode: '690621',
  consortium: '医共体',
  membership: 'lead',
  departments: '心内科、疼痛门诊:全科',
}
const township = { name: '城关镇卫生院', kind: 'townshipHealthCenter', divisionCode: '690621100000', consortium: '医共体' }
const clinic = { name: '王家村卫生室', kind: 'villageClinic', divisionCode: '690621100200', parent: '城关镇卫生院', consortium: '医共体' }

describe('facilities', () => {
  test('name their parents anywhere in the sheet and form their consortium', () => {
    const plan = planFacilities(rows(clinic, township, hospital), nothing, today)
    expect([...plan.problems]).toEqual([])
    expect(plan.facilities.find((f) => f.name === '王家村卫生室')?.parentId).toBe(plan.facilities.find((f) => f.name === '城关镇卫生院')?.id)
    expect(plan.departments.map((d) => d.kind)).toEqual(['cardiology', 'generalPractice'])
    expect(plan.memberships.map((m) => m.kind).toSorted()).toEqual(['lead', 'member', 'member'])
  })
  test('loaded again change nothing', () => {
    const first = planFacilities(rows(hospital, township, clinic), nothing, today)
    const known = { ...first, facilities: first.facilities, departments: first.departments, consortia: first.consortia, memberships: first.memberships }
    const second = planFacilities(rows(hospital, township, clinic), known, today)
    expect([second.facilities, second.departments, second.memberships, second.consortia]).toEqual([[], [], [], []])
  })
  test('say which row names a facility that is nowhere, and refuse what hangs on a refused row', () => {
    const plan = planFacilities(rows({ ...township, divisionCode: '12' }, clinic), nothing, today)
    expect(plan.problems.get(2)).toEqual([{ code: 'wrongDivision', field: 'divisionCode' }])
    expect(plan.problems.get(3)).toEqual([{ code: 'noFacility', field: 'parent', detail: '城关镇卫生院' }])
  })
  test('cannot stand above themselves', () => {
    const plan = planFacilities(rows({ ...township, consortium: undefined, parent: '城关镇卫生院' }), nothing, today)
    expect(plan.problems.get(2)?.[0]?.code).toBe('ownParent')
  })
  test('need a lead hospital, right codes, and a parent where they are a village clinic', () => {
    const plan = planFacilities(
      rows(township, { ...hospital, consortium: undefined, creditCode: '91350100M000100Y44' }, { ...clinic, parent: undefined, consortium: undefined }),
      nothing,
      today,
    )
    expect([2, 3, 4].map((n) => plan.problems.get(n)?.[0]?.code)).toEqual(['noLead', 'wrongCode', 'missing'])
  })
})

describe('staff', () => {
  const known = {
    places: [place('w', 'villageClinic', '王家村卫生室')],
    departments: [],
    people: [],
    posts: [],
    accounts: [{ id: 'a', login: 'wangxiulan', staffId: 'x' }],
    contacts: [],
  }
  const doctor = {
    name: '王秀兰',
    sex: 'female',
    profession: 'villageDoctor',
    workplace: '王家村卫生室',
    role: 'villageDoctor',
    licenceNumber: '69001',
    phone: '13900000001',
    contact: true,
  }
  test('get a post, a login nobody else has, and are named as contact', () => {
    const plan = planStaff(rows(doctor), known, today)
    expect(plan.accounts.map((a) => a.login)).toEqual(['wangxiulan2'])
    expect([plan.posts.length, plan.contacts.length, plan.added.size]).toEqual([1, 1, 1])
  })
  test('hold two posts in two rows and one account', () => {
    const plan = planStaff(rows(doctor, { ...doctor, role: 'publicHealthWorker' }), known, today)
    expect([plan.people.length, plan.posts.length, plan.accounts.length]).toEqual([1, 2, 1])
  })
  test('are refused a clinical post without licence, or with one that ends on the first day', () => {
    const plan = planStaff(
      rows(
        { ...doctor, licenceNumber: undefined },
        { ...doctor, from: '2026-01-01', licenceUntil: '2026-01-01' },
        { ...doctor, from: '2026-01-01', licenceUntil: '2026-01-02' },
      ),
      known,
      today,
    )
    expect([2, 3, 4].map((n) => plan.problems.get(n)?.[0]?.code)).toEqual(['noLicence', 'licenceExpired', undefined])
  })
  test('name a workplace that is not there by the column and the word', () => {
    expect(planStaff(rows({ ...doctor, workplace: '李家村卫生室' }), known, today).problems.get(2)).toEqual([
      { code: 'noFacility', field: 'workplace', detail: '李家村卫生室' },
    ])
  })
  test('may not take the login of somebody else, nor one that is none', () => {
    const plan = planStaff(rows({ ...doctor, login: 'wangxiulan' }, { ...doctor, login: 'W' }), known, today)
    expect([2, 3].map((n) => plan.problems.get(n)?.[0]?.code)).toEqual(['loginTaken', 'wrongLogin'])
  })
})

test('capacity is judged as on the screen, and names what is not there', () => {
  const known = { places: [place('h', 'countyHospital', '县医院')], departments: [{ id: 'd', facilityId: 'h', name: '心内科' }], workers: [], templates: [] }
  const row = { facility: '县医院', department: '心内科', kind: 'slot', resource: '门诊', weekdays: [1], starts: '08:00', minutes: 240, capacity: 10 }
  const check = (t: { reservedPercent: number | undefined }) => (t.reservedPercent === 19 ? { refusal: 'reservedTooLow' } : undefined)
  const plan = planCapacity(rows(row, { ...row, department: '骨科' }, { ...row, practitioner: '某某' }, { ...row, reservedPercent: 19 }), known, {
    today,
    check,
  })
  expect([2, 3, 4, 5].map((n) => plan.problems.get(n)?.[0]?.code)).toEqual([undefined, 'noDepartment', 'noStaff', 'reservedTooLow'])
  const again = planCapacity(rows(row), { ...known, templates: plan.templates }, { today, check })
  expect([again.templates.length, again.added.size, again.changed.size]).toEqual([0, 0, 0])
})

describe('a resident', () => {
  const twoTownships = indexPlaces([
    place('t1', 'townshipHealthCenter', '城关镇卫生院'),
    place('t2', 'townshipHealthCenter', '青山镇卫生院'),
    place('c1', 'villageClinic', '王家村卫生室', { parentId: 't1' }),
    place('c2', 'villageClinic', '王家村卫生室', { parentId: 't2', facilityCode: 'C2' }),
    place('c3', 'villageClinic', '李家村卫生室', { parentId: 't2' }),
  ])
  const judge = (values: Values, reach: ReadonlySet<string> | null = null) =>
    judgeResident({ values, problems: [], marks: [] }, { places: twoTownships, reach })
  const person = { name: '李秀兰', nationalId: '11010519491231002X', village: '李家村' }
  test('has birth date and sex from the number and the clinic from the village', () => {
    expect(judge(person)).toMatchObject({ person: { birthDate: '1949-12-31', sex: 'female', home: { id: 'c3' } }, marks: ['fromNumber', 'byVillage'] })
  })
  test('of a village name that is twice in the county is told apart by the township or the code', () => {
    expect(judge({ ...person, village: '王家村' })).toMatchObject({ problems: [{ code: 'twoFacilities', field: 'village' }] })
    expect(judge({ ...person, village: '王家村委会', township: '青山镇' })).toMatchObject({ person: { home: { id: 'c2' } } })
    expect(judge({ ...person, village: '王家村', facility: 'C2' })).toMatchObject({ person: { home: { id: 'c2' } } })
  })
  test('whose number contradicts the row is refused at that column', () => {
    expect(judge({ ...person, birthDate: '1949-12-30', sex: 'male' })).toMatchObject({
      problems: [
        { code: 'birthDiffers', field: 'birthDate' },
        { code: 'sexDiffers', field: 'sex' },
      ],
    })
  })
  test('without a number needs birth date and sex', () => {
    expect(judge({ name: '婴儿', village: '李家村' })).toMatchObject({
      problems: [
        { code: 'missing', field: 'birthDate' },
        { code: 'missing', field: 'sex' },
      ],
    })
  })
  test('of another catchment is not for this township to load', () => {
    expect(judge(person, new Set(['c1']))).toMatchObject({ problems: [{ code: 'elsewhere', field: 'village' }] })
    expect(judge(person, new Set(['c3']))).toMatchObject({ person: {} })
  })
})

describe('the match', () => {
  const row = {
    name: '李秀兰',
    sex: 'female',
    birthDate: '1949-12-31',
    nationalId: '11010519491231002X',
    phone: '13800000001',
    village: '王家村',
    address: '1 号',
  }
  const known = { residentId: 'a', homeFacilityId: 'c1' }
  const mistyped = '11010519491231003X'
  const best = (other: Partial<typeof row>, asked: Partial<typeof row> = {}) => {
    const match = scorePair(traitsOf({ ...row, ...asked }), traitsOf({ ...row, ...other }), weightsOn('2026-11-23'))
    return match.verdict === 'different' ? null : { ...known, name: other.name ?? row.name, match }
  }
  test.each([
    ['nobody is new', null, { verdict: 'new', about: null }],
    ['the number of the same person is the same', best({ phone: '', address: '2 号' }), { verdict: 'same', who: known }],
    ['the number of another name never makes a second person', best({ name: '王建国', sex: 'male' }), { verdict: 'doubtful', because: 'numberOfAnother' }],
    [
      'a number that differs by a slip makes none either',
      best({ nationalId: mistyped, name: '李秀莲', sex: 'unknown' }),
      { verdict: 'doubtful', because: 'nearNumber' },
    ],
    ['name, birth date, phone and address without a number is the same', best({ nationalId: '' }), { verdict: 'same', who: known }],
    ['a row without a number finds who has one', best({}, { nationalId: '' }), { verdict: 'same', who: known }],
    [
      'two valid numbers of one description stand side by side and are asked about',
      best({ nationalId: '110105194912310011' }),
      { verdict: 'new', about: { residentId: 'a', match: { caution: 'twoValidNumbers' } } },
    ],
    [
      'a twin stands beside the other and is asked about',
      best({ name: '李秀梅', nationalId: '' }),
      { verdict: 'new', about: { match: { caution: 'maybeTwin' } } },
    ],
  ] as const)('%s', (_name, found, verdict) => {
    expect(verdictOf({ byRow: null, best: found })).toMatchObject(verdict)
  })

  test('the same row again is whom it made before, and is not asked about again', () => {
    const about = best({ name: '李秀梅', nationalId: '' })
    expect(verdictOf({ byRow: { residentId: 'b', homeFacilityId: 'c1' }, best: about })).toEqual({
      verdict: 'same',
      who: { residentId: 'b', homeFacilityId: 'c1' },
    })
    expect(verdictOf({ byRow: null, best: about }).verdict).toBe('new')
  })
})

test('an upload takes only the steps that are open to it', () => {
  expect(['checked', 'paused', 'reading', 'done'].map((s) => mayStart(s as 'done')?.refusal)).toEqual([undefined, undefined, 'notNow', 'notNow'])
  expect(mayStop('reading', 'pause')).toBeDefined()
  expect(mayStop('loading', 'pause')).toBeUndefined()
  expect(mayStop('done', 'cancel')).toBeDefined()
  const upload = { status: 'checked', register: 'residents', shape: { form: { sheets: [{ name: 'a' }] }, headings: ['x', 'y'] } } as const
  expect(mayChoose(upload, { columns: ['name', null] })).toBeUndefined()
  expect(mayChoose(upload, { columns: ['name', 'name'] })?.refusal).toBe('fieldTwice')
  expect(mayChoose(upload, { columns: ['nothing'] })?.refusal).toBe('noSuchSheet')
  expect(mayChoose(upload, { sheet: 'b' })?.refusal).toBe('noSuchSheet')
})
