import { type AgreementCard, agreementStatus, enrollmentStatus, identityCheck, signedHow, signerRelation } from '#care/enrollment/contract.ts'
import type { AgreementOpened } from '#care/enrollment/index.ts'
import { yuan } from '#kernel/fen.ts'
import { typeset } from '#kernel/typeset.ts'
import { paperKind } from '../contract.ts'
import { filled, filledParts, momentOnPaper, type Part, personLines, type Sheet } from '../rules.ts'
import { type Frame, line, wordsIn } from './referralSheet.ts'

type Say = ReturnType<typeof wordsIn>

/** A household's agreement as it was signed: who promised what to whom, who pays, the words that were read, and the signature. */
export function agreementSheet(agreement: AgreementOpened, frame: Frame): Sheet {
  const say = wordsIn(frame.language)
  // A county writes its own menu and text, on whatever keyboard.
  const t: Say = (words) => typeset(say(words))
  const parts: Part[] = [
    signing(agreement, t),
    fees(agreement.members, t),
    {
      title: t({ zh: '服务内容', en: 'What the packages promise' }),
      lines: packagesOf(agreement.members).map(({ name, items }) => line(t(name), items.map((item) => promiseOf(item, t)).join(t({ zh: '；', en: '; ' })))),
    },
    {
      title: t({ zh: '协议内容', en: 'What is agreed' }),
      lines: agreement.text[frame.language].map((said, i) => line('', `${i + 1}. ${typeset(said)}`)),
    },
  ]
  const { signature, signer } = agreement
  return {
    ...frame,
    title: t(paperKind.labels.agreement),
    note: t(agreementStatus.labels[agreement.status]),
    about: personLines(agreement.head, frame.now, frame.language),
    parts: filledParts(parts),
    signatures: [t({ zh: '家庭医生团队', en: 'Family doctor team' })],
    ...(signature && signer ? { drawn: { name: t({ zh: '居民签名', en: 'Signature' }), by: signer.name, strokes: signature } } : {}),
  }
}

function signing({ team, facility, from, until, signedAt, signedHow: how, identity, signer }: AgreementOpened, t: Say): Part {
  const as = signer && signerRelation.labels[signer.relation]
  const who = signer && as ? t({ zh: `${signer.name}（${as.zh}）`, en: `${signer.name} (${as.en})` }) : ''
  return {
    title: t({ zh: '签约', en: 'Agreement' }),
    lines: filled([
      line(t({ zh: '家庭医生团队', en: 'Team' }), `${team}  ${facility}`),
      line(t({ zh: '协议期', en: 'Term' }), t({ zh: `${from} 至 ${until}`, en: `${from} to ${until}` })),
      line(t({ zh: '签字', en: 'Signed by' }), [who, how && t(signedHow.labels[how]), signedAt && momentOnPaper(signedAt)].filter(Boolean).join('  ')),
      line(t({ zh: '身份核对', en: 'Identity' }), identity ? t(identityCheck.labels[identity]) : ''),
    ]),
  }
}

type Member = AgreementCard['members'][number]

/** Each member's package at the fee of the day of signing, and who pays which part of it in a year. */
function fees(members: readonly Member[], t: Say): Part {
  const row = (name: string, pack: string, { fee, shares }: Pick<Member['package'], 'fee' | 'shares'>): readonly string[] => [
    name,
    pack,
    ...[fee, shares.insurance, shares.treasury, shares.person].map(yuan),
  ]
  const all = (of: (member: Member) => number) => members.reduce((sum, member) => sum + of(member), 0)
  const total = {
    fee: all((m) => m.package.fee),
    shares: {
      insurance: all((m) => m.package.shares.insurance),
      treasury: all((m) => m.package.shares.treasury),
      person: all((m) => m.package.shares.person),
    },
  }
  const rows = members.map((m) => row(`${m.person.name}${endedAs(m, t)}`, t(m.package.name), m.package))
  return {
    title: t({ zh: '家人和服务包（元/年）', en: 'People and packages (yuan a year)' }),
    table: {
      head: [
        { zh: '姓名', en: 'Name' },
        { zh: '服务包', en: 'Package' },
        { zh: '服务费', en: 'Fee' },
        { zh: '医保', en: 'Insurance' },
        { zh: '财政', en: 'Treasury' },
        { zh: '个人', en: 'Own payment' },
      ].map(t),
      rows: rows.length > 1 ? [...rows, row(t({ zh: '合计', en: 'Total' }), '', total)] : rows,
    },
  }
}

/** Nobody reads on paper that somebody is enrolled who left. */
function endedAs({ status, until }: Member, t: Say): string {
  return status === 'enrolled' || status === 'waiting' ? '' : ` ${t(enrollmentStatus.labels[status])} ${until}`
}

function packagesOf(members: readonly Member[]): Member['package'][] {
  return [...new Map(members.map((m) => [`${m.package.code} ${m.population}`, m.package])).values()]
}

function promiseOf({ name, count, everyDays }: Member['package']['items'][number], t: Say): string {
  return t({ zh: `${name.zh}（每 ${everyDays} 天 ${count} 次）`, en: `${name.en} (${count} in ${everyDays} days)` })
}
