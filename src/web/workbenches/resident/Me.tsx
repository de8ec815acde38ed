import { Link } from 'wouter'
import { Button } from '#web/ui/Button.tsx'
import { Icon, type IconName } from '#web/ui/Icon.tsx'
import { setLargeType, useLargeType } from '#web/ui/typeSize.ts'
import { setLanguage, type Text, useWords } from '#web/ui/words.ts'
import { Block, Page } from '#web/workbenches/resident/Page.tsx'
import { useHere } from '#web/workbenches/resident/people.ts'

const links: readonly { readonly href: string; readonly icon: IconName; readonly name: Text; readonly says: Text }[] = [
  {
    href: '/me/card',
    icon: 'scan',
    name: { zh: '电子健康卡', en: 'Health card' },
    says: { zh: '看病时给医生扫', en: 'Show it to the doctor' },
  },
  {
    href: '/me/looks',
    icon: 'eye',
    name: { zh: '谁看过我的档案', en: 'Who looked at my record' },
    says: { zh: '每一次都在这里', en: 'Every look is here' },
  },
  {
    href: '/me/consents',
    icon: 'shield',
    name: { zh: '我给过的同意', en: 'What I agreed to' },
    says: { zh: '可以撤回', en: 'You may take it back' },
  },
  {
    href: '/me/proxies',
    icon: 'people',
    name: { zh: '谁可以替我办', en: 'Who may act for me' },
    says: { zh: '随时可以收回', en: 'Take it back at any time' },
  },
  {
    href: '/me/messages',
    icon: 'message',
    name: { zh: '发给我的消息', en: 'Messages to me' },
    says: { zh: '预约、转诊的通知', en: 'About bookings and referrals' },
  },
]

/** What is the resident's to decide: the card, who looked, consents, who may act, and how the phone looks. */
export default function Me() {
  const { t, language } = useWords()
  const { person, leave } = useHere()
  const isLarge = useLargeType()
  return (
    <Page title={{ zh: '我的', en: 'Me' }}>
      <Block title={person.name}>
        <ul className="own-links">
          {links.map((each) => (
            <li key={each.href}>
              <Link href={each.href}>
                <Icon name={each.icon} size={22} />
                <span>
                  {t(each.name)}
                  <small>{t(each.says)}</small>
                </span>
                <Icon name="chevronRight" />
              </Link>
            </li>
          ))}
        </ul>
      </Block>
      <Block title={{ zh: '手机设置', en: 'This phone' }}>
        <ul className="own-links">
          <li>
            <button type="button" role="switch" aria-checked={isLarge} onClick={() => setLargeType(!isLarge)}>
              <Icon name="eye" size={22} />
              <span>{t({ zh: '大字', en: 'Large type' })}</span>
              <span className="muted">{isLarge ? t({ zh: '已打开', en: 'On' }) : t({ zh: '已关闭', en: 'Off' })}</span>
            </button>
          </li>
          <li>
            <button type="button" onClick={() => setLanguage(language === 'zh' ? 'en' : 'zh')}>
              <Icon name="language" size={22} />
              <span>{t({ zh: '语言', en: 'Language' })}</span>
              <span className="muted">{language === 'zh' ? '中文' : 'English'}</span>
            </button>
          </li>
        </ul>
      </Block>
      <Button wide icon="signOut" onClick={leave}>
        {t({ zh: '退出,别人用这部手机时点这里', en: 'Sign out, when others use this phone' })}
      </Button>
    </Page>
  )
}
