import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'
import { type PackageItem, type Population, population, type ServicePackage, servicePackage, type TeamRole, teamRole } from './labels.ts'

const whole = (min: number, max: number) => z.int().min(min).max(max)
const proposed = { source: 'proposal', status: 'unverified' } as const
const days = { zh: '天', en: 'days' } as const

/** Who a complete team needs at least, by its parts: 3 + 1 + N (S-310). */
export const teamNeeds = definePolicy<Partial<Record<TeamRole, number>>>({
  key: 'enrollment.teamNeeds',
  title: { zh: '“3+1+N”团队至少需要', en: 'A 3+1+N team needs at least' },
  unit: { zh: '人', en: 'people' },
  schema: z.partialRecord(teamRole.schema, whole(0, 20)),
  entries: [{ from: '2020-01-01', value: { gp: 1, nurse: 1, publicHealth: 1, specialist: 1 }, ...proposed }],
})

/** How many people one family doctor may have. A team may have as many for each of its family doctors. */
export const panelLimit = definePolicy({
  key: 'enrollment.panelLimit',
  title: { zh: '每名家庭医生签约人数上限', en: 'People for one family doctor at most' },
  unit: { zh: '人', en: 'people' },
  schema: whole(100, 5000),
  entries: [{ from: '2022-03-01', value: 2000, source: 'family-doctor-2022', status: 'unverified' }],
})

/** For how many years an agreement may be made. */
export const termYears = definePolicy({
  key: 'enrollment.termYears',
  title: { zh: '签约周期', en: 'Term of an agreement' },
  unit: { zh: '年', en: 'years' },
  schema: z.object({ least: whole(1, 5), most: whole(1, 5) }),
  outOfBounds: ({ least, most }) => (least <= most ? undefined : { zh: '最短不能长于最长', en: 'The shortest is longer than the longest' }),
  entries: [{ from: '2018-10-01', value: { least: 1, most: 3 }, source: 'family-doctor-2018', status: 'unverified' }],
})

/** Days: to sign what was made, and before the end of a term to speak about the next. */
export const enrollmentDays = definePolicy({
  key: 'enrollment.days',
  title: { zh: '签字与续约的天数', en: 'Days to sign and to renew' },
  unit: days,
  schema: z.object({ toSign: whole(1, 90), toRenew: whole(7, 180) }),
  entries: [{ from: '2020-01-01', value: { toSign: 7, toRenew: 30 }, ...proposed }],
})

/** Life of a code that signs, in minutes, and how often it may be tried. */
export const signCode = definePolicy({
  key: 'enrollment.signCode',
  title: { zh: '签约验证码', en: 'Code that signs' },
  schema: z.object({ minutes: whole(1, 60), tries: whole(3, 10) }),
  entries: [{ from: '2020-01-01', value: { minutes: 10, tries: 5 }, ...proposed }],
})

/** Minutes by which a device's clock may be ahead. */
export const clockLead = definePolicy({
  key: 'enrollment.clockLead',
  title: { zh: '设备时钟允许超前', en: 'How far a device may be ahead' },
  unit: { zh: '分钟', en: 'minutes' },
  schema: whole(0, 60),
  entries: [{ from: '2020-01-01', value: 5, ...proposed }],
})

export type Ages = {
  readonly adult: number
  readonly childUntil: number
  readonly elder: number
  readonly woman: { readonly from: number; readonly until: number }
}

/** Ages that packages are made for; whole years, `childUntil` and `woman.until` included. */
export const ages = definePolicy<Ages>({
  key: 'enrollment.ages',
  title: { zh: '服务包人群的年龄', en: 'Ages of the package groups' },
  unit: { zh: '岁', en: 'years' },
  schema: z.object({
    adult: whole(16, 20),
    childUntil: whole(0, 14),
    elder: whole(60, 80),
    woman: z.object({ from: whole(10, 20), until: whole(40, 60) }),
  }),
  entries: [
    {
      from: '2017-02-28',
      value: { adult: 18, childUntil: 6, elder: 65, woman: { from: 15, until: 49 } },
      source: 'essential-public-health-2017',
      status: 'unverified',
    },
  ],
})

/** Whose shares are not the fee to the fen, or which group has no package. */
function menuProblem(menu: readonly ServicePackage[]) {
  const wrong = menu.find(({ fee: whole, shares }) => shares.insurance + shares.treasury + shares.person !== whole)
  if (wrong) return { zh: `“${wrong.name.zh}”的分担之和不等于收费`, en: `The shares of ${wrong.name.en} do not make its fee` }
  if (new Set(menu.map((p) => p.code)).size !== menu.length) return { zh: '有两个服务包同名', en: 'Two packages have one code' }
  const missing = population.codes.find((group) => !menu.some((p) => p.population === group && p.tier !== 'light'))
  return missing && { zh: `${population.labels[missing].zh}没有服务包`, en: `There is no package for: ${population.labels[missing].en}` }
}

const visitItem: PackageItem = {
  code: 'visit',
  name: { zh: '面对面健康咨询', en: 'Consultation in person' },
  evidence: ['visit'],
  count: 1,
  everyDays: 365,
  mandatory: true,
}
const checkupItem: PackageItem = {
  code: 'checkup',
  name: { zh: '年度健康体检', en: 'Yearly checkup' },
  evidence: ['checkup'],
  count: 1,
  everyDays: 365,
  mandatory: true,
}
const followUpItem: PackageItem = {
  code: 'followUp',
  name: { zh: '面对面随访', en: 'Follow-up in person' },
  evidence: ['followUp'],
  count: 1,
  everyDays: 91,
  mandatory: true,
}
const medicineItem: PackageItem = {
  code: 'medicine',
  name: { zh: '用药指导与配药', en: 'Medicines' },
  evidence: ['prescription'],
  count: 2,
  everyDays: 365,
  mandatory: false,
}
const firstContactItem: PackageItem = {
  code: 'halfYearVisit',
  name: { zh: '半年一次面诊', en: 'A visit each half-year' },
  evidence: ['visit', 'followUp'],
  count: 1,
  everyDays: 182,
  mandatory: false,
}

type Sketch = [
  code: string,
  zh: string,
  en: string,
  group: Population,
  level: 'light' | 'basic' | 'personal',
  insurance: number,
  treasury: number,
  person: number,
  items: PackageItem[],
]

// Round figures of our own: every county settles fees and contents itself.
const sketches: readonly Sketch[] = [
  ['advice', '健康咨询包', 'Health advice', 'general', 'light', 0, 0, 0, [visitItem]],
  ['basic', '基本服务包', 'Basic package', 'general', 'basic', 0, 3000, 0, [visitItem]],
  ['chronicBasic', '慢病管理包', 'Chronic care', 'chronic', 'basic', 4000, 5000, 1000, [followUpItem, checkupItem, medicineItem]],
  [
    'chronicPlus',
    '慢病个性化包',
    'Chronic care, personal',
    'chronic',
    'personal',
    6000,
    5000,
    9000,
    [followUpItem, checkupItem, firstContactItem, medicineItem],
  ],
  ['women', '妇女保健包', "Women's package", 'women', 'basic', 2000, 5000, 1000, [visitItem, firstContactItem]],
  ['children', '儿童保健包', "Children's package", 'children', 'basic', 1500, 5500, 1000, [firstContactItem, checkupItem]],
  ['elder', '老年健康包', 'Package for the elderly', 'elder', 'basic', 3000, 6000, 1000, [checkupItem, firstContactItem]],
  ['elderPlus', '老年个性化包', 'Package for the elderly, personal', 'elder', 'personal', 5000, 6000, 7000, [checkupItem, firstContactItem, medicineItem]],
  ['disabled', '残疾人服务包', 'Package for disabled people', 'disabled', 'basic', 3000, 7000, 0, [firstContactItem, checkupItem]],
  ['specialFamily', '计生特殊家庭包', 'Package for special families', 'specialFamily', 'basic', 3000, 9000, 0, [firstContactItem, checkupItem]],
]

function drawn([code, zh, en, group, level, insurance, treasury, person, items]: Sketch): ServicePackage {
  const shares = { insurance, treasury, person }
  return { code, name: { zh, en }, population: group, tier: level, fee: insurance + treasury + person, shares, items }
}

/** The menu of packages by group with fees, who pays them and what they promise (S-113, S-036, S-170). */
export const packageMenu = definePolicy<readonly ServicePackage[]>({
  key: 'enrollment.packages',
  title: { zh: '签约服务包目录', en: 'Menu of service packages' },
  schema: z.array(servicePackage).min(1).max(60),
  outOfBounds: menuProblem,
  entries: [{ from: '2020-01-01', value: sketches.map(drawn), ...proposed }],
})

export type AgreementText = { readonly zh: readonly string[]; readonly en: readonly string[] }

/** What is read before signing: our own words; a county sets its own. Kept with the agreement by the day it came into force. */
export const agreementText = definePolicy<AgreementText>({
  key: 'enrollment.text',
  title: { zh: '签约协议文本', en: 'Text of the agreement' },
  schema: z.object({ zh: z.array(z.string().min(1).max(500)).min(1).max(30), en: z.array(z.string().min(1).max(800)).min(1).max(30) }),
  entries: [
    {
      from: '2020-01-01',
      ...proposed,
      value: {
        zh: [
          '家庭医生团队在协议期内按所选服务包为您和家人服务,每项服务都留下记录,您随时可以查看。',
          '团队可以调阅为服务所必需的健康档案;谁看过、为什么看,您随时可以查看。协议结束,调阅随之结束。',
          '服务费按签字当天的标准收取,由医保、财政和个人分担,金额见上。已签的协议不因标准变化而改变。',
          '您可以随时更换团队或解约,只需说明原因,不影响您看病、用药和报销。',
          '请如实告诉团队您的健康情况,按约随访。急重症请直接拨打 120 或就近急诊,不必等候团队。',
        ],
        en: [
          'During the term the family doctor team serves you and your family by the chosen package; each service leaves a record that you can read at any time.',
          'The team may open what it needs of your health record; who looked and why is open to you. When the agreement ends, so does this.',
          'The fee is the one in force on the day of signing, shared by insurance, treasury and you as shown above. A signed agreement does not change with later fees.',
          'You may change the team or end the agreement at any time by saying why; your treatment, medicines and insurance stay as they are.',
          'Please tell the team how you are, and come to follow-ups. In an emergency call 120 or go to the nearest emergency room at once.',
        ],
      },
    },
  ],
})
