import type { Words } from '#kernel/words.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { valueInWords } from '#web/rules/valueInWords.ts'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

/** What the county set for itself counts, so a value is asked for and never written into a screen. */
function useInForce(key: string) {
  const asked = useAsk(policyContract.listPolicies, {}, { freshSeconds: 3600 })
  const rule = asked.data?.items.find((each) => each.key === key)
  return rule && rule.inForce !== null ? { value: rule.inForce, unit: rule.unit } : undefined
}

/** Today's value of a rule for this facility, in words; undefined until it is known. */
export function useRule(key: string): string | undefined {
  const { language } = useWords()
  const rule = useInForce(key)
  return rule && valueInWords(rule, language).replaceAll('\n', language === 'zh' ? ',' : ', ')
}

/** The time a step may take, before the step: 7 天内, within 7 days; nothing until it is known. */
export function useStepClock(): (step: 'acceptReturn' | 'firstContact' | 'outcome') => Words {
  const rule = useInForce('referral.stepClock')
  const clocks = (rule?.value ?? {}) as Readonly<Record<string, unknown>>
  return (step) => {
    const said = (language: 'zh' | 'en') => valueInWords({ value: clocks[step], unit: null }, language)
    return clocks[step] ? { zh: `${said('zh')}内`, en: ` within ${said('en')}` } : { zh: '', en: '' }
  }
}
