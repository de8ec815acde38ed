import { type Random, shuffled } from './random.ts'

/** An invented county: no province has the number 69, so no number made from it can be a real place's or person's. */
export const countyPlace = {
  name: '同脉县(合成)',
  short: '县',
  divisionCode: '690121',
  cityName: '同安市(合成)',
  cityDivisionCode: '690102',
} as const

const townships = [
  '柳河镇',
  '青山乡',
  '石桥镇',
  '东风镇',
  '沙湾镇',
  '龙泉镇',
  '白马乡',
  '清溪镇',
  '大坪镇',
  '红旗镇',
  '新店镇',
  '桃园乡',
  '双河镇',
  '太平镇',
  '高桥镇',
  '三合乡',
  '永安镇',
  '金星乡',
  '梅林镇',
  '黄岭乡',
  '平安镇',
  '和平镇',
  '兴隆镇',
  '南溪乡',
  '马店镇',
  '石门乡',
  '长兴镇',
  '云台镇',
  '枫林乡',
  '五里镇',
  '寨河乡',
] as const

const clans = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖'
const endings = ['家村', '家庄', '家湾', '家坪', '家沟', '家岭', '家店', '家塘', '家河', '家坝', '家集', '家营'] as const

export function townshipNames(count: number): string[] {
  return townships.slice(0, count)
}

/** Villages are called after the family that most of their people belong to. */
export function villageNames(random: Random, count: number): { name: string; clan: string }[] {
  const all = endings.flatMap((ending) => [...clans].map((clan) => ({ name: clan + ending, clan })))
  return shuffled(all, random).slice(0, count)
}

/** Codes as the statistics write them: county 6, township 3, village 3. */
export function townshipCode(index: number): string {
  return `${countyPlace.divisionCode}${101 + index}000`
}

export function villageCode(township: string, index: number): string {
  return `${township.slice(0, 9)}${201 + index}`
}
