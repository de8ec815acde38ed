import { z } from 'zod'
import { capability, day, page, paging, text } from '#kernel/capability.ts'
import { type CodeOf, coded } from '#kernel/words.ts'
import { everyRole } from '#registry/access/roles.ts'

export const facilityKind = coded({
  countyHospital: { zh: '县级医院', en: 'County hospital' },
  tcmHospital: { zh: '中医院', en: 'TCM hospital' },
  maternalChildHospital: { zh: '妇幼保健院', en: 'Maternal and child hospital' },
  townshipHealthCenter: { zh: '乡镇卫生院', en: 'Township health center' },
  communityHealthCenter: { zh: '社区卫生服务中心', en: 'Community health center' },
  villageClinic: { zh: '村卫生室', en: 'Village clinic' },
  cdc: { zh: '疾控中心', en: 'CDC' },
  tuberculosisCenter: { zh: '结核病防治所', en: 'Tuberculosis center' },
  mentalHealthCenter: { zh: '精神卫生中心', en: 'Mental health center' },
  generalHospital: { zh: '综合医院', en: 'General hospital' },
  dermatologyHospital: { zh: '皮肤病医院', en: 'Dermatology hospital' },
  privateHospital: { zh: '民营医院', en: 'Private hospital' },
  rehabilitationHospital: { zh: '康复医院', en: 'Rehabilitation hospital' },
  nursingHome: { zh: '护理院', en: 'Nursing home' },
  hospice: { zh: '安宁疗护中心', en: 'Hospice' },
  healthBureau: { zh: '卫生健康局', en: 'Health bureau' },
  insuranceBureau: { zh: '医疗保障局', en: 'Insurance bureau' },
  consortiumOffice: { zh: '医共体管理中心', en: 'Consortium office' },
})
export type FacilityKind = CodeOf<typeof facilityKind>

export const departmentKind = coded({
  generalPractice: { zh: '全科', en: 'General practice' },
  internalMedicine: { zh: '内科', en: 'Internal medicine' },
  cardiology: { zh: '心血管内科', en: 'Cardiology' },
  endocrinology: { zh: '内分泌科', en: 'Endocrinology' },
  respiratory: { zh: '呼吸内科', en: 'Respiratory medicine' },
  neurology: { zh: '神经内科', en: 'Neurology' },
  gastroenterology: { zh: '消化内科', en: 'Gastroenterology' },
  nephrology: { zh: '肾内科', en: 'Nephrology' },
  generalSurgery: { zh: '普外科', en: 'General surgery' },
  orthopedics: { zh: '骨科', en: 'Orthopedics' },
  urology: { zh: '泌尿外科', en: 'Urology' },
  obstetricsGynecology: { zh: '妇产科', en: 'Obstetrics and gynecology' },
  pediatrics: { zh: '儿科', en: 'Pediatrics' },
  emergency: { zh: '急诊科', en: 'Emergency' },
  ophthalmology: { zh: '眼科', en: 'Ophthalmology' },
  ent: { zh: '耳鼻喉科', en: 'Ear, nose and throat' },
  stomatology: { zh: '口腔科', en: 'Stomatology' },
  dermatology: { zh: '皮肤科', en: 'Dermatology' },
  oncology: { zh: '肿瘤科', en: 'Oncology' },
  psychiatry: { zh: '精神科', en: 'Psychiatry' },
  infectiousDisease: { zh: '感染科', en: 'Infectious disease' },
  rehabilitation: { zh: '康复科', en: 'Rehabilitation' },
  tcm: { zh: '中医科', en: 'TCM' },
  imaging: { zh: '医学影像科', en: 'Imaging' },
  publicHealth: { zh: '公共卫生科', en: 'Public health' },
  referralDesk: { zh: '转诊中心', en: 'Referral desk' },
})
export type DepartmentKind = CodeOf<typeof departmentKind>

/** What a facility is in its consortium (S-053 to S-055). */
export const membershipKind = coded({
  lead: { zh: '牵头医院', en: 'Lead hospital' },
  member: { zh: '成员单位', en: 'Member' },
  guidance: { zh: '业务指导', en: 'Guidance' },
  social: { zh: '社会办医', en: 'Social provider' },
})

export const facilityCard = z.object({
  facilityId: z.uuid(),
  name: z.string(),
  shortName: z.string(),
  kind: facilityKind.schema,
  level: z.string().nullable(),
  divisionCode: z.string(),
  parentName: z.string().nullable(),
  phone: z.string().nullable(),
})
export type FacilityCard = z.infer<typeof facilityCard>

const departmentCard = z.object({ departmentId: z.uuid(), kind: departmentKind.schema, name: z.string() })

const newFacility = z.object({
  kind: facilityKind.schema,
  name: text(100),
  shortName: text(30),
  level: text(20).optional(),
  ownership: z.enum(['public', 'private']).default('public'),
  divisionCode: z.string().regex(/^\d{6}(\d{6})?$/),
  parentId: z.uuid().optional(),
  facilityCode: z.string().max(22).optional(),
  creditCode: z.string().max(18).optional(),
  phone: text(30).optional(),
  address: text(200).optional(),
  openedOn: day,
})

export const facilityContract = {
  findFacilities: capability({
    method: 'GET',
    path: '/facilities',
    title: { zh: '查找机构', en: 'Find facilities' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({ q: text(50).optional(), kind: facilityKind.schema.optional(), ...paging }),
    output: page(facilityCard),
    refusals: {},
  }),
  openFacility: capability({
    method: 'GET',
    path: '/facilities/{facilityId}',
    title: { zh: '机构详情', en: 'Facility' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({ facilityId: z.uuid() }),
    output: facilityCard.extend({
      address: z.string().nullable(),
      facilityCode: z.string().nullable(),
      creditCode: z.string().nullable(),
      departments: z.array(departmentCard),
      memberships: z.array(
        z.object({ consortium: z.string(), kind: membershipKind.schema, contract: z.string().nullable(), from: day, until: day.nullable() }),
      ),
      contacts: z.array(z.object({ name: z.string(), phone: z.string(), purpose: z.string(), department: z.string().nullable() })),
      synthetic: z.boolean(),
    }),
    refusals: {},
  }),
  registerFacility: capability({
    method: 'POST',
    path: '/facilities',
    title: { zh: '登记机构', en: 'Register a facility' },
    access: { roles: ['administrator', 'healthBureau'], basis: 'none' },
    input: newFacility,
    output: z.object({ id: z.uuid() }),
    refusals: {
      wrongCreditCode: { zh: '统一社会信用代码的校验位不对,请核对', en: 'The check character of the credit code does not fit; please compare it' },
      wrongFacilityCode: { zh: '机构代码的组织机构代码部分校验位不对,请核对', en: 'The check digit inside the facility code does not fit; please compare it' },
      codeTaken: { zh: '这个代码已登记给另一家机构', en: 'This code is already registered for another facility' },
    },
  }),
  addDepartment: capability({
    method: 'POST',
    path: '/facilities/{facilityId}/departments',
    title: { zh: '增设科室', en: 'Add a department' },
    access: { roles: ['administrator', 'healthBureau'], basis: 'none' },
    input: z.object({ facilityId: z.uuid(), kind: departmentKind.schema, name: text(50) }),
    output: z.object({ id: z.uuid() }),
    refusals: { nameTaken: { zh: '已有同名科室', en: 'There is a department of this name already' } },
  }),
  listConsortia: capability({
    method: 'GET',
    path: '/consortia',
    title: { zh: '医共体一览', en: 'Consortia' },
    access: { roles: ['administrator', 'healthBureau', 'insuranceBureau', 'consortiumManager', 'auditor'], basis: 'none' },
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          consortiumId: z.uuid(),
          name: z.string(),
          lead: z.string(),
          from: day,
          until: day.nullable(),
          members: z.array(z.object({ facility: z.string(), kind: membershipKind.schema, contract: z.string().nullable(), from: day, until: day.nullable() })),
        }),
      ),
    }),
    refusals: {},
  }),
  registerConsortium: capability({
    method: 'POST',
    path: '/consortia',
    title: { zh: '登记医共体', en: 'Register a consortium' },
    access: { roles: ['administrator', 'healthBureau'], basis: 'none' },
    input: z.object({ name: text(100), divisionCode: z.string().regex(/^\d{6}$/), leadId: z.uuid(), from: day }),
    output: z.object({ id: z.uuid(), warning: z.object({ zh: z.string(), en: z.string() }).nullable() }),
    refusals: { leadTaken: { zh: '这家医院此时已属于另一个医共体', en: 'This hospital belongs to another consortium at that time' } },
  }),
  joinConsortium: capability({
    method: 'POST',
    path: '/consortia/{consortiumId}/members',
    title: { zh: '加入医共体', en: 'Join a consortium' },
    access: { roles: ['administrator', 'healthBureau'], basis: 'none' },
    input: z.object({ consortiumId: z.uuid(), facilityId: z.uuid(), kind: membershipKind.schema, contract: text(200), from: day, until: day.optional() }),
    output: z.object({ id: z.uuid() }),
    refusals: {
      alreadyMember: { zh: '这家机构此时已属于一个医共体', en: 'This facility belongs to a consortium at that time' },
      emptyPeriod: { zh: '结束日期应晚于开始日期', en: 'The end must be after the beginning' },
    },
  }),
  nameContact: capability({
    method: 'POST',
    path: '/facilities/{facilityId}/contacts',
    title: { zh: '指定转诊联系人', en: 'Name a referral contact' },
    access: { roles: ['administrator', 'townshipManager', 'hospitalManager', 'referralDesk'], basis: 'none' },
    input: z.object({ facilityId: z.uuid(), departmentId: z.uuid().optional(), staffId: z.uuid(), phone: text(30) }),
    output: z.object({ id: z.uuid() }),
    refusals: { notYours: { zh: '只能为本机构指定联系人', en: 'Contacts can be named for your own facility only' } },
  }),
}
