import { daysBefore } from '#county/days.ts'
import { drawHousehold } from '#county/households.ts'
import { givenNameOf, surnameOf } from '#county/names.ts'
import { licenceMaker, nationalIdMaker, phoneMaker } from '#county/numbers.ts'
import { randomOf } from '#county/random.ts'
import { writeXlsx } from '#interop/registers/files/write.ts'
import { dayOf } from '#kernel/calendar.ts'
import { csvLine } from '#kernel/csv.ts'

/** Rows of a sheet as a county office keeps it, its headings first. */
export type Rows = readonly (readonly string[])[]

export type CountySize = { readonly townships: number; readonly villages: number; readonly seed?: number }

const directions = '东西南北上下前后大小新旧高平青白红石'
const clans = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟'

/** The same village never twice: 王家村, 东王家村, 西王家村 ... */
function villageName(n: number): string {
  const clan = [...clans][n % [...clans].length] ?? '王'
  const before = Math.floor(n / [...clans].length)
  return `${before === 0 ? '' : ([...directions][before - 1] ?? `第${before}`)}${clan}家村`
}

function townshipName(n: number): string {
  return `${['城关', '青山', '河口', '龙泉', '石桥', '柳林', '白沙', '东湖', '双河', '永安'][n % 10]}${n < 10 ? '' : Math.floor(n / 10)}镇`
}

/** The four sheets of an invented county, as many people as wanted, the same for the same seed. */
export function spreadsheetsOf({ townships, villages, seed = 1 }: CountySize) {
  const random = randomOf('spreadsheets', seed)
  const newLicence = licenceMaker()
  const newPhone = phoneMaker()
  const hospital = '青河县人民医院'
  const clinics = Array.from({ length: townships * villages }, (_, n) => ({
    village: villageName(n),
    township: townshipName(Math.floor(n / villages)),
    division: `690621${String(Math.floor(n / villages) + 100)}${String(200 + (n % villages))}`,
  }))
  const people: string[][] = []
  const person = (at: string, [profession, post, department]: readonly [string, string, string?], isContact: boolean) => {
    const sex = random.chance(0.5) ? 'male' : 'female'
    const name = surnameOf(random) + givenNameOf(random, sex, random.between(28, 58))
    people.push([name, sex === 'male' ? '男' : '女', profession, newLicence(), newPhone(), at, department ?? '', post, isContact ? '是' : ''])
  }
  person(hospital, ['执业医师', '专科医生', '心血管内科'], true)
  person(hospital, ['执业医师', '专科医生', '神经内科'], true)
  person(hospital, ['管理人员', '转诊中心', '转诊中心'], true)
  person(hospital, ['管理人员', '号源床位管理员'], false)
  for (let n = 0; n < townships; n++) {
    person(`${townshipName(n)}卫生院`, ['执业医师', '家庭医生'], true)
    person(`${townshipName(n)}卫生院`, ['管理人员', '卫生院管理员'], false)
  }
  for (const { village } of clinics) person(`${village}卫生室`, ['乡村医生', '乡村医生'], true)
  return {
    facilities: [
      ['机构名称', '简称', '机构类别', '等级', '行政区划代码', '上级单位', '所属医共体', '成员类型', '科室设置', '联系电话'],
      [hospital, '县医院', '县级医院', '二级甲等', '690621', '', '青河县医共体', '牵头医院', '心血管内科、神经内科、转诊中心', '0690-6210001'],
      ...Array.from({ length: townships }, (_, n) => [
        `${townshipName(n)}卫生院`,
        '',
        '乡镇卫生院',
        '',
        `690621${100 + n}`.padEnd(12, '0'),
        hospital,
        '青河县医共体',
        '成员单位',
        '全科',
        '',
      ]),
      ...clinics.map(({ village, township, division }) => [`${village}卫生室`, '', '村卫生室', '', division, `${township}卫生院`, '青河县医共体', '', '', '']),
    ] as Rows,
    staff: [['姓名', '性别', '职业类别', '执业证书编号', '手机', '执业机构', '科室', '岗位', '是否联系人'], ...people] as Rows,
    capacity: [
      ['医院', '科室', '类型', '名称', '专家', '出诊日', '开始时间', '时长', '限号数', '预留比例'],
      ...['心血管内科', '神经内科'].flatMap((department) => [
        ['县医院', department, '门诊号', `${department}专家门诊`, '是', '每天', '08:00', '240', '12', '40%'],
        ['县医院', department, '门诊号', `${department}专家门诊`, '是', '每天', '14:00', '180', '12', '40%'],
        ['县医院', department, '床位', `${department}病床`, '否', '每天', '08:00', '1440', '6', '30'],
      ]),
    ] as Rows,
    residentHeadings: [
      '身份证号码',
      '姓名',
      '性别',
      '出生日期',
      '联系电话',
      '行政村',
      '乡镇',
      '现住址',
      '户号',
      '与户主关系',
      '医保类型',
      '重点人群',
    ] as readonly string[],
    /** People of whole households, village after village. */
    *residents(count: number): Generator<string[]> {
      const dayBefore = daysBefore(dayOf(new Date()))
      const newNationalId = nationalIdMaker()
      const phone = phoneMaker()
      const each = Math.ceil(count / clinics.length)
      let left = count
      for (const { village, township } of clinics) {
        for (let here = Math.min(each, left), household = 1; here > 0; household++) {
          const members = drawHousehold({ random, clan: village.at(-3) ?? '王', dayBefore, atMost: here })
          here -= members.length
          left -= members.length
          for (const [i, m] of members.entries()) {
            const relation = i === 0 ? '户主' : i === 1 && m.age > 20 ? '配偶' : m.age > 20 ? '父母' : m.sex === 'male' ? '儿子' : '女儿'
            yield [
              newNationalId(m),
              m.name,
              m.sex === 'male' ? '男' : '女',
              m.birthDate.replaceAll('-', '/'),
              m.age > 15 ? phone() : '',
              village,
              township,
              `${village}${(household % 8) + 1}组${household}号`,
              String(household).padStart(4, '0'),
              relation,
              '居民医保',
              m.age >= 65 ? '老年人、高血压' : '',
            ]
          }
        }
      }
    },
  }
}

/** Text as it comes out of Excel on a Windows of the county, or any other. */
export function asCsv(rows: Rows, options: { delimiter?: string } = {}): string {
  return options.delimiter ? rows.map((row) => `${row.join(options.delimiter)}\r\n`).join('') : rows.map(csvLine).join('')
}

/** A workbook of one sheet on disk, its rows made as they are written. */
export async function writeSheet(path: string, rows: Iterable<readonly string[]>): Promise<void> {
  const iterator = rows[Symbol.iterator]()
  const headings = (iterator.next().value ?? []) as readonly string[]
  await writeXlsx(path, [{ name: '数据', columns: headings.map((heading) => ({ heading, width: 16 })), rows: { [Symbol.iterator]: () => iterator } }])
}
