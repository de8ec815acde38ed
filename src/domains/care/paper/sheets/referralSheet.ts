import { change, direction, type PackPart, packParts, type ReferralCard, reach, urgency } from '#care/referral/contract.ts'
import type { Language, Words } from '#kernel/words.ts'
import { paperKind } from '../contract.ts'
import { filled, filledParts, type Line, momentOnPaper, type Part, personLines, type Sheet } from '../rules.ts'

/** What every sheet has and its content does not decide. */
export type Frame = Pick<Sheet, 'language' | 'facility' | 'printed' | 'check'> & { readonly now: string }

/** The form that goes with the patient: why, to where, what is known. */
export function referralSheet(card: ReferralCard, frame: Frame): Sheet {
  const t = wordsIn(frame.language)
  const held = card.holding
  const to = card.externalPlace ?? [card.to.facility, card.to.department].filter(Boolean).join(' ')
  const contacts = [...card.contacts.from, ...card.contacts.to].map((c): readonly string[] => [
    [c.facility, c.department].filter(Boolean).join(' '),
    c.name,
    c.phone,
  ])
  const parts: Part[] = [
    {
      title: t({ zh: '转诊', en: 'Referral' }),
      lines: filled([
        line(t({ zh: '转出', en: 'From' }), `${card.from.facility} ${card.from.doctor}`),
        line(t({ zh: '转往', en: 'To' }), to),
        line(t({ zh: '提交时间', en: 'Submitted' }), momentOnPaper(card.submittedAt)),
        held ? line(t({ zh: '预约', en: 'Booked' }), `${held.resource} ${momentOnPaper(held.startsAt)}`) : undefined,
        line(t({ zh: '诊断', en: 'Diagnosis' }), `${card.diagnosis.name} ${card.diagnosis.code}`),
        line(t({ zh: '转诊原因', en: 'Why' }), card.reason),
      ]),
    },
    { title: t({ zh: '病情资料', en: 'What is known' }), lines: filled(card.summary.map(({ title, text }) => line(title, text))) },
    {
      title: t({ zh: '问与答', en: 'Questions and answers' }),
      lines: filled(card.questions.map(({ asked, answer }) => line(asked, answer ?? t({ zh: '还没有答复', en: 'not answered yet' })))),
    },
    { title: t({ zh: '诊治', en: 'Treatment' }), lines: filled([line(t({ zh: '经过', en: 'Course' }), card.treatment ?? '')]) },
    {
      title: t({ zh: '联系人', en: 'Contacts' }),
      table: { head: [t({ zh: '机构', en: 'Facility' }), t({ zh: '姓名', en: 'Name' }), t({ zh: '电话', en: 'Phone' })], rows: contacts },
    },
  ]
  return {
    ...frame,
    title: t(paperKind.labels.referral),
    note: [t(direction.labels[card.direction]), t(reach.labels[card.reach]), t(urgency.labels[card.urgency])].join(' · '),
    about: personLines(card.person, frame.now, frame.language),
    parts: filledParts(parts),
    signatures: [
      t({ zh: '转出医师', en: 'Referring doctor' }),
      t({ zh: '患者或监护人', en: 'Patient or guardian' }),
      t({ zh: '接诊医师', en: 'Receiving doctor' }),
    ],
  }
}

/** What travels home with the patient. */
export function dischargeSheet(card: ReferralCard, pack: NonNullable<ReferralCard['pack']>, frame: Frame): Sheet {
  const t = wordsIn(frame.language)
  const said = (name: Exclude<PackPart, 'medications'>) => line(t(packParts[name]), pack[name])
  const medicines = pack.medications.map((m): readonly string[] => [m.name, m.dose, t(change.labels[m.change])])
  const parts: Part[] = [
    {
      title: t({ zh: '出院', en: 'Discharge' }),
      lines: filled([
        line(t({ zh: '出院时间', en: 'Discharged' }), card.dischargedAt ? momentOnPaper(card.dischargedAt) : ''),
        line(t({ zh: '科室', en: 'Department' }), card.to.department ?? ''),
        said('diagnosis'),
        said('findings'),
        said('treatment'),
      ]),
    },
    {
      title: t(packParts.medications),
      ...(medicines.length > 0
        ? {
            table: {
              head: [t({ zh: '药品', en: 'Medicine' }), t({ zh: '用法用量', en: 'Dose' }), t({ zh: '与入院前相比', en: 'Compared with before' })],
              rows: medicines,
            },
          }
        : { lines: [line('', t({ zh: '不带药', en: 'No medicines' }))] }),
    },
    { title: t({ zh: '回家以后', en: 'At home' }), lines: filled([said('plan'), said('rehabilitation'), said('followUp'), said('returnWhen')]) },
  ]
  return {
    ...frame,
    title: t(paperKind.labels.discharge),
    note: t({
      zh: `接收机构：${card.direction === 'down' ? card.to.facility : card.from.facility}`,
      en: `For ${card.direction === 'down' ? card.to.facility : card.from.facility}`,
    }),
    about: personLines(card.person, frame.now, frame.language),
    parts: filledParts(parts),
    signatures: [t({ zh: '经治医师', en: 'Doctor' }), t({ zh: '患者或家属', en: 'Patient or family' })],
  }
}

export function line(name: string, text: string): Line {
  return { name, text }
}

export function wordsIn(language: Language): (words: Words) => string {
  return (words) => words[language]
}
