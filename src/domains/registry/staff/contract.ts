import { z } from 'zod'
import { capability, day, page, paging, text } from '#kernel/capability.ts'
import { coded } from '#kernel/words.ts'
import { everyRole, role, staffRole } from '#registry/access/roles.ts'

export const profession = coded({
  doctor: { zh: '执业医师', en: 'Physician' },
  assistantDoctor: { zh: '执业助理医师', en: 'Assistant physician' },
  villageDoctor: { zh: '乡村医生', en: 'Village doctor' },
  nurse: { zh: '护士', en: 'Nurse' },
  pharmacist: { zh: '药师', en: 'Pharmacist' },
  technician: { zh: '技师', en: 'Technician' },
  publicHealth: { zh: '公卫人员', en: 'Public health staff' },
  manager: { zh: '管理人员', en: 'Manager' },
})

export const title = coded({
  none: { zh: '未定级', en: 'None' },
  junior: { zh: '初级', en: 'Junior' },
  intermediate: { zh: '中级', en: 'Intermediate' },
  associateSenior: { zh: '副高', en: 'Associate senior' },
  senior: { zh: '正高', en: 'Senior' },
})

const person = z.object({
  staffId: z.uuid(),
  name: z.string(),
  profession: profession.schema,
  title: title.schema.nullable(),
  workplace: z.string().nullable(),
  role: role.schema.nullable(),
  department: z.string().nullable(),
})

export const staffContract = {
  findStaff: capability({
    method: 'GET',
    path: '/staff',
    title: { zh: '查找人员', en: 'Find staff' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({ q: text(30).optional(), facilityId: z.uuid().optional(), ...paging }),
    output: page(person),
    refusals: {},
  }),
  openStaff: capability({
    method: 'GET',
    path: '/staff/{staffId}',
    title: { zh: '人员详情', en: 'Staff member' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({ staffId: z.uuid() }),
    output: z.object({
      staffId: z.uuid(),
      name: z.string(),
      profession: profession.schema,
      title: title.schema.nullable(),
      licenceNumber: z.string().nullable(),
      licenceUntil: day.nullable(),
      posts: z.array(
        z.object({
          postId: z.uuid(),
          employer: z.string(),
          manager: z.string(),
          workplace: z.string(),
          department: z.string().nullable(),
          role: role.schema,
          from: day,
          until: day.nullable(),
        }),
      ),
    }),
    refusals: {},
  }),
  registerStaff: capability({
    method: 'POST',
    path: '/staff',
    title: { zh: '登记人员', en: 'Register staff' },
    access: { roles: ['administrator', 'hospitalManager', 'townshipManager'], basis: 'none' },
    input: z.object({
      name: text(50),
      sex: z.enum(['male', 'female']),
      birthDate: day.optional(),
      profession: profession.schema,
      title: title.schema.optional(),
      licenceNumber: text(40).optional(),
      licenceUntil: day.optional(),
      phone: text(30).optional(),
    }),
    output: z.object({ id: z.uuid() }),
    refusals: { licenceTaken: { zh: '这个执业证号已登记给另一位人员', en: 'This licence number is registered for somebody else' } },
  }),
  givePost: capability({
    method: 'POST',
    path: '/staff/{staffId}/posts',
    title: { zh: '任岗', en: 'Give a post' },
    access: { roles: ['administrator', 'hospitalManager', 'townshipManager'], basis: 'none' },
    input: z.object({
      staffId: z.uuid(),
      employerId: z.uuid(),
      managerId: z.uuid(),
      workplaceId: z.uuid(),
      departmentId: z.uuid().optional(),
      role: staffRole,
      from: day,
    }),
    output: z.object({ id: z.uuid() }),
    refusals: {
      licenceExpired: { zh: '执业证已过期,不能任诊疗岗位', en: 'The licence has expired; no clinical post' },
      notYours: { zh: '只能在本机构任岗', en: 'Posts can be given at your own facility only' },
      notYoursToGive: { zh: '这个岗位只能由系统管理员任命', en: 'Only an administrator gives this post' },
    },
  }),
  endPost: capability({
    method: 'POST',
    path: '/posts/{postId}/end',
    title: { zh: '离岗', en: 'End a post' },
    access: { roles: ['administrator', 'hospitalManager', 'townshipManager'], basis: 'none' },
    input: z.object({ postId: z.uuid(), until: day }),
    output: z.object({ id: z.uuid() }),
    refusals: {
      notYours: { zh: '只能办理本机构的岗位', en: 'Only posts of your own facility' },
      emptyPeriod: { zh: '离岗日期应晚于任岗日期', en: 'The end must be after the beginning' },
      lastAdministrator: { zh: '这是最后一个系统管理员,不能离岗', en: 'This is the last administrator' },
    },
  }),
}
