import { dayOf } from '#kernel/calendar.ts'
import type { MessageRow } from '#kernel/message.ts'
import type { Words } from '#kernel/words.ts'

type Body = Readonly<Record<string, unknown>>

/** What a message says, by its template. A template nobody has words for says only that there is news. */
export function messageInWords(template: string, body: Body): Words {
  return templates[template]?.(body) ?? { zh: '您有新的消息,请打开同脉查看', en: 'You have news; open Tongmai to read it' }
}

const templates: Readonly<Record<string, (body: Body) => Words>> = {
  signInCode: ({ code, minutes }) => ({
    zh: `验证码 ${said(code)},${said(minutes)} 分钟内有效。工作人员不会向您要验证码,请不要告诉别人。`,
    en: `Code ${said(code)}, valid for ${said(minutes)} minutes. Nobody will ask you for it; tell nobody.`,
  }),
  signCode: ({ code, minutes, team }) => ({
    zh: `签约验证码 ${said(code)},${said(minutes)} 分钟内有效。报给 ${said(team)} 的工作人员即表示同意签约;没有签约请不要告诉别人。`,
    en: `Signing code ${said(code)}, valid for ${said(minutes)} minutes. Giving it to ${said(team)} signs the agreement; if you are not signing, tell nobody.`,
  }),
  bookingConfirmed: (b) => ({
    zh: `已为您预约 ${place(b)} ${said(b.resource)},时间 ${when(b.startsAt)},请带身份证和医保卡。`,
    en: `Booked for you: ${place(b)} ${said(b.resource)}, ${when(b.startsAt)}. Bring your identity card and insurance card.`,
  }),
  bookingCancelled: (b) => ({
    zh: `您 ${when(b.startsAt)} 在 ${place(b)} 的预约已取消。`,
    en: `Your booking at ${place(b)} on ${when(b.startsAt)} is cancelled.`,
  }),
  sessionCancelled: (b) =>
    b.now
      ? {
          zh: `医院停诊,您 ${when(b.was)} 的预约已改到 ${when(b.now)}。`,
          en: `The clinic is cancelled; your booking of ${when(b.was)} is moved to ${when(b.now)}.`,
        }
      : {
          zh: `医院停诊,您 ${when(b.was)} 的预约已取消,已为您排在候补最前面。`,
          en: `The clinic is cancelled, and so is your booking of ${when(b.was)}; you are first in line for the next.`,
        },
  referralAccepted: (b) => ({
    zh: `${place(b)} 已接收您的转诊${b.startsAt ? `,请 ${when(b.startsAt)} 到院` : ''}。`,
    en: `${place(b)} has accepted your referral${b.startsAt ? `; come on ${when(b.startsAt)}` : ''}.`,
  }),
  objectionAnswered: (b) => ({
    zh: `${place(b)} 答复了您问的那次查看,请打开同脉查看。`,
    en: `${place(b)} has answered you about that look; open Tongmai to read it.`,
  }),
  proxyGiven: (b) => ({
    zh: `${said(b.name)} 现在可以代您查看和办事。不是您同意的,请马上在同脉里收回或告诉村医。`,
    en: `${said(b.name)} may now act for you. If you did not agree, take it back in Tongmai or tell your doctor at once.`,
  }),
}

function said(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function place({ place: name, department }: Body): string {
  return [said(name), said(department)].filter(Boolean).join(' ')
}

/** 11 月 25 日 08:30 in both languages as 11-25 08:30: short, and read alike. */
function when(at: unknown): string {
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return ''
  const shanghai = new Date(Date.parse(at) + 8 * 3_600_000).toISOString()
  return `${dayOf(at).slice(5)} ${shanghai.slice(11, 16)}`
}

/** A message as its receiver reads it, with how it fared. */
export function shownMessage(row: MessageRow) {
  const state = row.sent_at ? (row.via === 'gateway' ? ('sent' as const) : ('kept' as const)) : row.failed_at ? ('failed' as const) : ('waiting' as const)
  return { messageId: row.id, at: row.created_at, words: messageInWords(row.template, row.body), state, sentAt: row.sent_at }
}
