import { useWords } from '#web/ui/words.ts'
import { type Draft, missingIn, type ReferForm, unitInWords } from '#web/workbenches/village/refer/referring.ts'

/** Above the button: where to and when, or what is still missing. */
export function WishLine({ draft, form, isTried }: { draft: Draft; form: ReferForm; isTried: boolean }) {
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
      {department?.facility} {department?.name} · {t(whenOf(draft, department))}
    </p>
  )
}

function whenOf({ wish }: Draft, department: ReferForm['departments'][number] | undefined) {
  if (!wish) return ''
  if ('none' in wish.capacity) return { zh: '急诊直送', en: 'emergency, at once' }
  if ('waitFor' in wish.capacity) return { zh: '加入候补', en: 'on the wait-list' }
  const { sessionId } = wish.capacity
  const unit = department?.free.find((each) => each.sessionId === sessionId)
  return unit ? unitInWords(unit) : { zh: '已选时段', en: 'chosen unit' }
}
