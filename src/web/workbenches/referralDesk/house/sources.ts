import { referralSources } from '#care/referral/criteria/sources.ts'
import type { Words } from '#kernel/words.ts'

const others: Readonly<Record<string, Words>> = {
  'standards-9.1': { zh: '转诊流程时限(平台标准 9.1)', en: 'Referral time limits (platform standards 9.1)' },
  'gb-t-22239': {
    zh: '《网络安全等级保护基本要求》GB/T 22239',
    en: 'Baseline for classified protection of cybersecurity, GB/T 22239',
  },
  pipl: { zh: '《个人信息保护法》', en: 'Personal Information Protection Law' },
  'seed-001': { zh: '医共体建设要求:县外转诊管理', en: 'Consortium requirements: leaving the county' },
  'seed-004': { zh: '医共体建设要求:号源床位下沉', en: 'Consortium requirements: units reserved for the base' },
}

/** Where a value comes from, by its title. A county writes its own source in words; those are shown as they are. */
export function sourceInWords(source: string): Words {
  const known = referralSources[source as keyof typeof referralSources] ?? others[source]
  if (known) return known
  return /^[a-z][a-z0-9.-]*$/.test(source)
    ? { zh: '见来源清单', en: 'See the list of sources' }
    : { zh: source, en: source }
}
