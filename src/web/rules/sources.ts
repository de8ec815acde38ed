import type { Words } from '#kernel/words.ts'
import { sourceTitles } from '#registry/policy/labels.ts'

/** Where a value comes from, by its title. A county writes its own source in words; those are shown as they are. */
export function sourceInWords(source: string): Words {
  const known = (sourceTitles as Readonly<Record<string, Words>>)[source]
  if (known) return known
  return /^[a-z][a-z0-9.-]*$/.test(source)
    ? { zh: '见来源清单', en: 'See the list of sources' }
    : { zh: source, en: source }
}
