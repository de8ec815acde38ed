import type { Language } from '#kernel/words.ts'
import { unitBegins } from '#web/capacity/unit.ts'
import { type Draft, type Form, missingIn } from '#web/referral/refer/draft.ts'
import { now } from '#web/ui/clock.ts'
import { say, useWords } from '#web/ui/words.ts'

/** Above the button: where to and when, or what is still missing. */
export function WishLine({ draft, form, isTried }: { draft: Draft; form: Form; isTried: boolean }) {
  const { t, language } = useWords()
  const missing = missingIn(draft, form)
  if (missing.length > 0) {
    const said = missing.map((each) => t(each)).join(language === 'zh' ? '、' : ', ')
    return (
      <p className={isTried ? 'field-said wrong' : 'hint'}>{t({ zh: `还差:${said}`, en: `Still missing: ${said}` })}</p>
    )
  }
  const department = form.departments.find((each) => each.departmentId === draft.wish?.departmentId)
  return (
    <p className="hint">
      {department?.facility} {department?.name} · {whenOf({ draft, department }, language)}
    </p>
  )
}

type Of = { readonly draft: Draft; readonly department: Form['departments'][number] | undefined }

function whenOf({ draft: { wish }, department }: Of, language: Language): string {
  if (!wish) return ''
  if ('none' in wish.capacity) return say({ zh: '急诊直送', en: 'emergency, at once' }, language)
  if ('waitFor' in wish.capacity) return say({ zh: '加入候补', en: 'on the wait-list' }, language)
  const { sessionId } = wish.capacity
  const unit = department?.free.find((each) => each.sessionId === sessionId)
  return unit ? unitBegins(unit, { language, now: now() }) : say({ zh: '已选时段', en: 'chosen unit' }, language)
}
