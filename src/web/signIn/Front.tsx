import type { ReactNode } from 'react'
import { LanguageSwitch } from '#web/ui/LanguageSwitch.tsx'
import { Mark } from '#web/ui/Mark.tsx'
import { product, type Text, useWords } from '#web/ui/words.ts'
import '#web/signIn/Front.css'

const loop: readonly { readonly name: Text; readonly does: Text }[] = [
  { name: { zh: '村卫生室', en: 'Village clinic' }, does: { zh: '首诊、签约、随访', en: 'first contact, follow-up' } },
  { name: { zh: '乡镇卫生院', en: 'Township center' }, does: { zh: '接诊、检查、转诊', en: 'care, tests, referral' } },
  {
    name: { zh: '县级医院', en: 'County hospital' },
    does: { zh: '专科、住院、诊断', en: 'specialists, beds, reading' },
  },
  { name: { zh: '回到家', en: 'Home again' }, does: { zh: '下转、用药、康复', en: 'return, medicine, recovery' } },
]

/** The page before anybody is known: what this is, and one form. */
export function Front({ title, children }: { title: Text; children: ReactNode }) {
  const { t } = useWords()
  return (
    <div className="front phone">
      <title>{`${t(title)} · ${t(product)}`}</title>
      <header>
        <LanguageSwitch />
      </header>
      <main>
        <div className="front-name">
          <h1>
            <Mark size={44} />
            <span>
              {t(product)}
              <small>{t({ zh: 'Tongmai', en: '同脉' })}</small>
            </span>
          </h1>
          <p>{t({ zh: '县域医共体,一条脉。', en: 'One county, one pulse.' })}</p>
          <ol aria-label={t({ zh: '一条线走到底', en: 'A line that closes' })}>
            {loop.map((step) => (
              <li key={t(step.name)}>
                <b>{t(step.name)}</b>
                <span>{t(step.does)}</span>
              </li>
            ))}
          </ol>
        </div>
        {children}
      </main>
    </div>
  )
}
