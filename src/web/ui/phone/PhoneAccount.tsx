import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { useIdentity } from '#web/ui/identity.ts'
import { setLargeType, useLargeType } from '#web/ui/typeSize.ts'
import { setLanguage, useWords } from '#web/ui/words.ts'
import '#web/ui/phone/PhoneAccount.css'

/** What every phone's 我的 begins with: who, from which post, in which language and size, and the way out. */
export function PhoneAccount() {
  const { t, language } = useWords()
  const { person, post, facility, posts, onPost, onSignOut } = useIdentity()
  const isLarge = useLargeType()
  return (
    <div className="phone-account">
      <div className="who">
        <b>{person}</b>
        <span className="muted">
          {t(post)} · {t(facility)}
        </span>
      </div>
      {posts.length > 1 && (
        <ul aria-label={t({ zh: '换一个岗位', en: 'Act from another post' })}>
          {posts.map((each) => (
            <li key={each.postId}>
              <button type="button" aria-pressed={each.isActing} onClick={() => onPost(each.postId)}>
                <span>
                  {t(each.facility)} <span className="hint">{t(each.name)}</span>
                </span>
                {each.isActing && <Icon name="check" />}
              </button>
            </li>
          ))}
        </ul>
      )}
      <ul>
        <li>
          <button type="button" role="switch" aria-checked={isLarge} onClick={() => setLargeType(!isLarge)}>
            <span>{t({ zh: '大字', en: 'Large type' })}</span>
            <span className="muted">{isLarge ? t({ zh: '已打开', en: 'On' }) : t({ zh: '已关闭', en: 'Off' })}</span>
          </button>
        </li>
        <li>
          <button type="button" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
            <span>{t({ zh: '语言', en: 'Language' })}</span>
            <span className="muted">{language === 'zh' ? '中文 → English' : 'English → 中文'}</span>
          </button>
        </li>
      </ul>
      <div className="out">
        <Button wide icon="signOut" onClick={onSignOut}>
          {t({ zh: '退出登录', en: 'Sign out' })}
        </Button>
      </div>
    </div>
  )
}
