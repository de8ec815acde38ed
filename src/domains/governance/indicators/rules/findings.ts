import type { Words } from '#kernel/words.ts'
import type { Figure, Report } from '../contract.ts'
import { sayValue } from './saying.ts'

type Finding = Report['findings'][number]

/** Sentences of a strengths-and-weaknesses text, the weightiest first: targets, changes against last year, ranks, and what is not known. */
export function findingsOf(figures: readonly Figure[]): Finding[] {
  const known = figures.filter((f) => f.value !== null)
  return [
    ...known.filter((f) => f.light === 'missed').map(missed),
    ...known.filter((f) => f.light === 'met').map(met),
    ...known.flatMap(changed),
    ...known.filter((f) => f.rank && f.rank.of >= 3 && (f.rank.at === 1 || f.rank.at === f.rank.of)).map(ranked),
    ...unknownOnes(figures),
  ]
}

function missed(f: Figure): Finding {
  const target = sayTarget(f)
  return {
    tone: 'bad',
    text: { zh: `${f.name.zh}为 ${sayValue(f).zh},未达到目标(${target.zh})。`, en: `${f.name.en} is ${sayValue(f).en} and misses its target (${target.en}).` },
  }
}

function met(f: Figure): Finding {
  const target = sayTarget(f)
  return {
    tone: 'good',
    text: { zh: `${f.name.zh}为 ${sayValue(f).zh},达到目标(${target.zh})。`, en: `${f.name.en} is ${sayValue(f).en} and meets its target (${target.en}).` },
  }
}

/** A change is said from one part in twenty on: below, it is noise. */
const worthSaying = 0.05

function changed(f: Figure): Finding[] {
  const before = f.previous.value
  if (f.value === null || before === null || before === 0 || f.better === 'neither' || f.unit === 'grade') return []
  const by = f.value / before - 1
  if (Math.abs(by) < worthSaying) return []
  const isGood = by > 0 === (f.better === 'higher')
  const share = `${Math.abs(by * 100).toFixed(1)}%`
  return [
    {
      tone: isGood ? 'good' : 'bad',
      text: {
        zh: `${f.name.zh}比上年同期${by > 0 ? '上升' : '下降'} ${share}(${sayValue({ ...f, value: before }).zh} → ${sayValue(f).zh})。`,
        en: `${f.name.en} ${by > 0 ? 'rose' : 'fell'} by ${share} against the same time last year (${sayValue({ ...f, value: before }).en} → ${sayValue(f).en}).`,
      },
    },
  ]
}

function ranked(f: Figure): Finding {
  const isFirst = f.rank?.at === 1
  return {
    tone: isFirst ? 'good' : 'bad',
    text: {
      zh: `${f.name.zh}在 ${f.rank?.of} 家中排第 ${f.rank?.at}。`,
      en: `${f.name.en} ranks ${f.rank?.at} of ${f.rank?.of}.`,
    },
  }
}

function unknownOnes(figures: readonly Figure[]): Finding[] {
  const names = figures.filter((f) => f.value === null && f.unknown !== 'notAtThisLevel' && f.unknown !== 'byYearOnly')
  if (names.length === 0) return []
  const list = (language: 'zh' | 'en') => names.map((f) => f.name[language]).join(language === 'zh' ? '、' : ', ')
  return [{ tone: 'plain', text: { zh: `以下指标缺少数据:${list('zh')}。`, en: `These have no data: ${list('en')}.` } }]
}

function sayTarget(f: Figure): Words {
  const value = sayValue({ ...f, value: f.target?.value ?? null })
  return f.target?.is === 'atMost' ? { zh: `不超过 ${value.zh}`, en: `at most ${value.en}` } : { zh: `不低于 ${value.zh}`, en: `at least ${value.en}` }
}
