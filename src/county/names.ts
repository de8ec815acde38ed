import { type Random, weighted } from './random.ts'

export type Sex = 'male' | 'female'

/** The hundred most frequent surnames, per thousand people, rounded. */
const surnames = weighted(
  [
    '王72 李71 张66 刘52 陈45 杨31 黄23 赵22 吴20 周19 徐14 孙14 马13 朱12 胡12 郭11 何11 林11 罗10 高10',
    '郑9 梁8 谢7 宋7 唐7 许6 韩6 邓6 冯6 曹6 彭5 曾5 肖5 田5 董5 潘5 袁4 蔡4 蒋4 余4 于4 杜4 叶4 程4 魏4 苏4 吕4',
    '丁4 任3 卢3 姚3 沈3 钟3 姜3 崔3 谭3 陆3 范3 汪3 廖3 石3 金3 韦3 贾3 夏3 付3 方3 邹2 熊2 白2 孟2 秦2 邱2 侯2',
    '江2 尹2 薛2 闫2 段2 雷2 龙2 黎2 史2 陶2 贺2 毛2 郝2 顾2 龚2 邵2 万2 覃2 武2 钱2 戴2 严2 莫2 孔2 向2 单1',
  ].flatMap((line) => line.split(' ').map((word) => [word.slice(0, 1), Number(word.slice(1))] as const)),
)

/**
 * First and second characters of given names, by age: the fashion of the years in which parents chose them, as seen in
 * 2026. By age and not by year, so that on another day the same people come out of the same seed.
 */
const eras: readonly { from: number; share: number; male: [string, string]; female: [string, string] }[] = [
  {
    from: 77,
    share: 0.25,
    male: ['德永福世长广金正文玉', '福贵山林才发生明清昌'],
    female: ['秀桂玉凤金翠兰月淑素', '英兰珍莲花芝娥云香梅'],
  },
  {
    from: 67,
    share: 0.2,
    male: ['建志国文德永金玉新光', '国明华军民生福成林荣'],
    female: ['秀桂玉淑凤翠桃金春素', '英兰珍华芳云芝莲梅香'],
  },
  {
    from: 57,
    share: 0.25,
    male: ['建国卫文志红永爱新学', '国军华东平民强兵忠伟'],
    female: ['秀桂红玉淑春爱丽素建', '英兰芳华珍梅琴萍霞荣'],
  },
  {
    from: 47,
    share: 0.35,
    male: ['建志海文红永晓国立春', '军伟强勇华明平辉峰波'],
    female: ['丽红晓春秀海艳小雪冬', '霞红丽梅艳芳萍敏英玲'],
  },
  {
    from: 37,
    share: 0.4,
    male: ['海志晓建小文国俊永家', '涛鹏伟超军磊杰勇波亮'],
    female: ['晓丽小海雪艳婷春燕文', '燕丽娟静娜敏霞婷芳洁'],
  },
  {
    from: 27,
    share: 0.3,
    male: ['志家俊文海嘉子晓天浩', '鹏豪杰超宇强龙辉凯峰'],
    female: ['晓雪雨思佳梦小婷文静', '婷雪丹莹颖倩琳慧瑶怡'],
  },
  {
    from: 17,
    share: 0.2,
    male: ['俊子浩嘉家宇文梓志天', '豪杰轩宇涛辰浩凯睿鑫'],
    female: ['雨欣佳思梦子嘉诗梓怡', '欣怡彤婷涵琪瑶萱妍雯'],
  },
  {
    from: 0,
    share: 0.08,
    male: ['浩梓宇子俊沐奕一铭锦', '轩宸泽睿辰博然航阳霖'],
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

export function givenNameOf(random: Random, sex: Sex, age: number): string {
  const era = eras.find((e) => age >= e.from) ?? (eras[0] as (typeof eras)[number])
  const [first, second] = era[sex]
  const last = charOf(random.chance(0.7) ? second : further[sex], random)
  const before = charOf(random.chance(0.75) ? first : further[sex], random)
  const isSingle = random.chance(era.share)
  return isSingle || before === last ? last : before + last
}

function charOf(text: string, random: Random): string {
  return text[random.between(0, text.length - 1)] ?? ''
}
