import { yuan } from '#kernel/fen.ts'
import type { Language, Words } from '#kernel/words.ts'
import { chargeKind, pressurePanel, type VisitDetail, visitKind, vital, vitalSpec } from '#record/visit/contract.ts'
import { paperKind } from '../contract.ts'
import { filled, filledParts, momentOnPaper, type Part, personLines, type Sheet } from '../rules.ts'
import { type Frame, line, wordsIn } from './referralSheet.ts'

type Person = Parameters<typeof personLines>[0]

/** One visit for the person to take along: what was found, said, given and paid. */
export function visitSheet(visit: VisitDetail, person: Person, frame: Frame): Sheet {
  const t = wordsIn(frame.language)
  const parts: Part[] = [
    {
      title: t({ zh: '就诊', en: 'Visit' }),
      lines: filled([
        line(t({ zh: '时间', en: 'When' }), momentOnPaper(visit.startedAt)),
        line(t({ zh: '医生', en: 'Doctor' }), visit.who ?? ''),
        line(t({ zh: '主诉', en: 'Complaint' }), visit.complaint ?? ''),
        line(t({ zh: '诊断', en: 'Diagnoses' }), visit.diagnoses.map((d) => `${d.name} ${d.code}`).join(t({ zh: '；', en: '; ' }))),
        line(t({ zh: '医嘱', en: 'Advice' }), visit.advice ?? ''),
      ]),
    },
    readings(visit, frame.language),
    {
      title: t({ zh: '处方', en: 'Prescriptions' }),
      table: {
        head: [t({ zh: '药品', en: 'Medicine' }), t({ zh: '用法', en: 'How' }), t({ zh: '天数', en: 'Days' })],
        rows: visit.prescriptions.map((p) => [p.name, [p.dose, p.frequency, p.route].filter(Boolean).join(' '), p.days === null ? '' : String(p.days)]),
      },
    },
    charges(visit, frame.language),
  ]
  return {
    ...frame,
    title: t(paperKind.labels.visit),
    note: t(visitKind.labels[visit.kind]),
    about: personLines(person, frame.now, frame.language),
    parts: filledParts(parts),
    signatures: [t({ zh: '医师', en: 'Doctor' })],
  }
}

const byUcum = new Map(vital.codes.map((code) => [vitalSpec[code].unit as string, vitalSpec[code].shown as string]))

const byCode = new Map<string, Words>([
  ...vital.codes.map((code) => [vitalSpec[code].code, vital.labels[code]] as const),
  [pressurePanel.code, { zh: pressurePanel.name, en: 'Blood pressure' }],
])

function unitOf(unit: string | null, language: Language): string {
  const shown = byUcum.get(unit ?? '') ?? unit ?? ''
  return language === 'en' && shown === '次/分' ? '/min' : shown
}

function readings(visit: VisitDetail, language: Language): Part {
  const t = wordsIn(language)
  const marks = { low: t({ zh: '偏低', en: 'low' }), high: t({ zh: '偏高', en: 'high' }) }
  return {
    title: t({ zh: '测量与检验', en: 'Readings' }),
    table: {
      head: [t({ zh: '项目', en: 'What' }), t({ zh: '结果', en: 'Result' }), t({ zh: '提示', en: 'Note' })],
      // A panel is said by itself, its parts are not said again.
      rows: visit.observations
        .filter((each) => each.partOf === null)
        .map((o) => [
          byCode.get(o.code)?.[language] ?? o.name,
          [o.text ?? o.value ?? '', unitOf(o.unit, language)].join(' ').trim(),
          o.abnormal ? (o.abnormal.startsWith('L') ? marks.low : marks.high) : '',
        ]),
    },
  }
}

function charges(visit: VisitDetail, language: Language): Part {
  const t = wordsIn(language)
  const sum = (of: (charge: VisitDetail['charges'][number]) => number | null) => yuan(visit.charges.reduce((all, each) => all + (of(each) ?? 0), 0))
  const nameOf = (each: VisitDetail['charges'][number]) => chargeKind.labels[each.kind as keyof typeof chargeKind.labels]?.[language] ?? each.name
  const rows = visit.charges.map((each): readonly string[] => [nameOf(each), yuan(each.amount), yuan(each.selfPay ?? 0)])
  return {
    title: t({ zh: '费用（元）', en: 'Charges (yuan)' }),
    table: {
      head: [t({ zh: '项目', en: 'What' }), t({ zh: '金额', en: 'Amount' }), t({ zh: '个人支付', en: 'Own payment' })],
      rows: rows.length > 0 ? [...rows, [t({ zh: '合计', en: 'Total' }), sum((e) => e.amount), sum((e) => e.selfPay)]] : [],
    },
  }
}
