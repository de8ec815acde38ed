import { yuan } from '#kernel/fen.ts'
import type { Language } from '#kernel/words.ts'

/** 1,234,567 */
function grouped(whole: string): string {
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** A whole amount of fen as people write it: 1,234.50. Whole numbers only, so no fen is lost on the way. */
export function money(fen: number | bigint): string {
  const [whole = '0', rest = '00'] = yuan(fen).split('.')
  return `${grouped(whole.replace('-', whole.startsWith('-') ? '−' : ''))}.${rest}`
}

/** A large amount in the unit people speak in: 2.94 亿, 1,240 万; m and bn in English. Rounded half up. */
export function moneyRounded(fen: number | bigint, language: Language): { figure: string; unit: string } {
  const amount = BigInt(fen)
  const size = amount < 0n ? -amount : amount
  const scales = language === 'zh' ? chinese : english
  const scale = scales.find((each) => size >= each.fen)
  if (!scale) return { figure: money(amount), unit: language === 'zh' ? '元' : '' }
  const hundredths = (size * 100n + scale.fen / 2n) / scale.fen
  const figure = `${grouped(String(hundredths / 100n))}.${String(hundredths % 100n).padStart(2, '0')}`
  return { figure: amount < 0n ? `−${figure}` : figure, unit: scale.unit }
}

const chinese = [
  { fen: 10_000_000_000n, unit: '亿元' },
  { fen: 1_000_000n, unit: '万元' },
]
const english = [
  { fen: 100_000_000_000n, unit: 'bn' },
  { fen: 100_000_000n, unit: 'm' },
]

/** A count or a share with its digits grouped: 4,512,077; 61.81. */
export function figure(value: number, digits = 0): string {
  const [whole = '0', rest] = Math.abs(value).toFixed(digits).split('.')
  const sign = value < 0 && Number(value.toFixed(digits)) !== 0 ? '−' : ''
  return `${sign}${grouped(whole)}${rest ? `.${rest}` : ''}`
}

/** +1.2, −0.4, ±0.0: a change always shows which way. */
export function change(value: number, digits = 1): string {
  const size = figure(Math.abs(value), digits)
  if (Number(value.toFixed(digits)) === 0) return `±${size}`
  return value < 0 ? `−${size}` : `+${size}`
}
