import { Icon } from '#web/ui/Icon.tsx'
import { setLanguage, useWords } from '#web/ui/words.ts'

/** Names the other language in that language, as its readers look for it. */
export function LanguageSwitch() {
  const { language } = useWords()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="language-switch"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => setLanguage(other)}
    >
      <Icon name="language" /> {other === 'zh' ? '中文' : 'English'}
    </button>
  )
}
