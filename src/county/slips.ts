import { nameTraitsOf, otherFormsOf } from '#registry/residentIndex/rules.ts'
import type { Random } from './random.ts'

// How a name goes wrong between two registers: another form of a character, another character of the same sound.

/** Characters that stand in names, for finding others of the same sound. */
const inNames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方章俞江蒲毕' +
  '德永福世长广金正文玉贵山林才发生明清昌秀桂凤翠兰月淑素英珍莲花芝娥云香梅建志国新光华军民成荣春芳卫红爱学东平强兵忠伟丽琴萍霞海晓立勇辉峰波艳雪冬敏玲俊小家涛鹏超' +
  '磊杰亮婷燕娟静娜洁嘉天浩豪宇龙凯思佳梦丹莹颖倩琳慧瑶怡梓轩辰睿鑫欣诗琪萱妍雯彤奕沐铭锦宸泽博然航阳霖可语艺汐诺悦威韦纬炜玮维佩培沛晶菁京惠会卉慧宏洪鸿虹红' +
  '军君均钧俊骏峻珺华桦骅健剑建坚明铭名鸣茗民敏闽旻志智治芝之直植英瑛盈莹颖影映平萍苹屏兰岚澜蓝丽莉利立力励芳方放霞夏侠遐玉钰育裕煜昱宇雨语羽'

const bySound = new Map<string, string[]>()
for (const char of new Set(inNames)) {
  const [, sound = ''] = nameTraitsOf(`王${char}`).sounds
  bySound.set(sound, [...(bySound.get(sound) ?? []), char])
}

/** The name with one character of its given name replaced by another of the same sound, where there is one. */
export function misheard(name: string, random: Random): string {
  const chars = [...name]
  const at = random.between(1, chars.length - 1)
  const same = (bySound.get(nameTraitsOf(name).sounds[at] ?? '') ?? []).filter((char) => char !== chars[at])
  return same.length > 0 ? chars.with(at, random.pick(same)).join('') : name
}

/** The name with its characters in another form (伟 as 偉), where they have one. */
export function variantOf(name: string, random: Random): string {
  return [...name].map((char) => (otherFormsOf(char).length > 0 ? random.pick(otherFormsOf(char)) : char)).join('')
}
