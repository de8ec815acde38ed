import { type Random, weighted } from './random.ts'

export type Sex = 'male' | 'female'

/** The hundred most frequent surnames, per thousand people, rounded. */
const surnames = weighted(
  Object.entries({
    王: 72,
    李: 71,
    张: 66,
    刘: 52,
    陈: 45,
    杨: 31,
    黄: 23,
    赵: 22,
    吴: 20,
    周: 19,
    徐: 14,
    孙: 14,
    马: 13,
    朱: 12,
    胡: 12,
    郭: 11,
    何: 11,
    林: 11,
    罗: 10,
    高: 10,
    郑: 9,
    梁: 8,
    谢: 7,
    宋: 7,
    唐: 7,
    许: 6,
    韩: 6,
    邓: 6,
    冯: 6,
    曹: 6,
    彭: 5,
    曾: 5,
    肖: 5,
    田: 5,
    董: 5,
    潘: 5,
    袁: 4,
    蔡: 4,
    蒋: 4,
    余: 4,
    于: 4,
    杜: 4,
    叶: 4,
    程: 4,
    魏: 4,
    苏: 4,
    吕: 4,
    丁: 4,
    任: 3,
    卢: 3,
    姚: 3,
    沈: 3,
    钟: 3,
    姜: 3,
    崔: 3,
    谭: 3,
    陆: 3,
    范: 3,
    汪: 3,
    廖: 3,
    石: 3,
    金: 3,
    韦: 3,
    贾: 3,
    夏: 3,
    付: 3,
    方: 3,
    邹: 2,
    熊: 2,
    白: 2,
    孟: 2,
    秦: 2,
    邱: 2,
    侯: 2,
    江: 2,
    尹: 2,
    薛: 2,
    闫: 2,
    段: 2,
    雷: 2,
    龙: 2,
    黎: 2,
    史: 2,
    陶: 2,
    贺: 2,
    毛: 2,
    郝: 2,
    顾: 2,
    龚: 2,
    邵: 2,
    万: 2,
    覃: 2,
    武: 2,
    钱: 2,
    戴: 2,
    严: 2,
    莫: 2,
    孔: 2,
    向: 2,
    单: 1,
  }),
)

/** First and second characters of given names, by the years in which parents chose them. */
const eras: readonly { until: number; share: number; male: [string, string]; female: [string, string] }[] = [
  {
    until: 1949,
    share: 0.25,
    male: ['德永福世长广金正文玉', '福贵山林才发生明清昌'],
    female: ['秀桂玉凤金翠兰月淑素', '英兰珍莲花芝娥云香梅'],
  },
  {
    until: 1959,
    share: 0.2,
    male: ['建志国文德永金玉新光', '国明华军民生福成林荣'],
    female: ['秀桂玉淑凤翠桃金春素', '英兰珍华芳云芝莲梅香'],
  },
  {
    until: 1969,
    share: 0.25,
    male: ['建国卫文志红永爱新学', '国军华东平民强兵忠伟'],
    female: ['秀桂红玉淑春爱丽素建', '英兰芳华珍梅琴萍霞荣'],
  },
  {
    until: 1979,
    share: 0.35,
    male: ['建志海文红永晓国立春', '军伟强勇华明平辉峰波'],
    female: ['丽红晓春秀海艳小雪冬', '霞红丽梅艳芳萍敏英玲'],
  },
  {
    until: 1989,
    share: 0.4,
    male: ['海志晓建小文国俊永家', '涛鹏伟超军磊杰勇波亮'],
    female: ['晓丽小海雪艳婷春燕文', '燕丽娟静娜敏霞婷芳洁'],
  },
  {
    until: 1999,
    share: 0.3,
    male: ['志家俊文海嘉子晓天浩', '鹏豪杰超宇强龙辉凯峰'],
    female: ['晓雪雨思佳梦小婷文静', '婷雪丹莹颖倩琳慧瑶怡'],
  },
  {
    until: 2009,
    share: 0.2,
    male: ['俊子浩嘉家宇文梓志天', '豪杰轩宇涛辰浩凯睿鑫'],
    female: ['雨欣佳思梦子嘉诗梓怡', '欣怡彤婷涵琪瑶萱妍雯'],
  },
  {
    until: 9999,
    share: 0.08,
    male: ['浩梓宇子俊沐奕一铭泽', '轩宸泽睿辰博然航阳霖'],
    female: ['梓欣雨诗可一若语沐艺', '涵萱彤妍汐桐诺琪悦瑶'],
  },
]

/** Characters of the other names: a good part of each generation is not named after the fashion. */
const further: Readonly<Record<Sex, string>> = {
  male: '家成光祥根宝庆松柏炳友宗兴达泉胜旺运良义信礼智仁厚富康宁安春夏秋冬东南西北川江河湖水火石刚毅帆斌彬凡',
  female: '菊萍琼莉蓉芬瑞娣巧惠珠银彩霞芹荷蓉薇茜莎青竹清水宁安贞洁仙妹小大香美好月星晴虹露霜冰玲珑',
}

export function surnameOf(random: Random): string {
  return surnames(random)
}

export function givenNameOf(random: Random, sex: Sex, birthYear: number): string {
  const era = eras.find((e) => birthYear <= e.until) ?? (eras[0] as (typeof eras)[number])
  const [first, second] = era[sex]
  const last = charOf(random.chance(0.7) ? second : further[sex], random)
  const before = charOf(random.chance(0.75) ? first : further[sex], random)
  // Drawn for a single character too: a year later the same people still come out of the stream.
  const isSingle = random.chance(era.share)
  return isSingle || before === last ? last : before + last
}

function charOf(text: string, random: Random): string {
  return text[random.between(0, text.length - 1)] ?? ''
}
