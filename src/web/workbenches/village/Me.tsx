import { useState } from 'react'
import { Link } from 'wouter'
import { ChangePassword } from '#web/account/ChangePassword.tsx'
import { SetUpPart } from '#web/offline/SetUpPart.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { PhoneAccount } from '#web/ui/phone/PhoneAccount.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { useWords } from '#web/ui/words.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'

/** Who sits here and for whom, how the screen should look, and the password. */
export default function Me() {
  const { t } = useWords()
  const [isChanging, change] = useState(false)
  return (
    <PhonePage title={{ zh: '我的', en: 'Me' }}>
      <PhoneAccount />
      <Part title={{ zh: '转诊与咨询', en: 'Referrals and questions' }}>
        <Link className="row-link" href="/referrals">
          <span>{t({ zh: '全部转诊', en: 'All referrals' })}</span>
          <Icon name="chevronRight" />
        </Link>
      </Part>
      <Part title={{ zh: '没有网络时', en: 'Without a network' }}>
        <SetUpPart />
        <Link href="/waiting" className="row-link">
          <span>{t({ zh: '离线记录与待处理', en: 'What waits, and what to settle' })}</span>
          <Icon name="chevronRight" />
        </Link>
      </Part>
      <Part title={{ zh: '账号', en: 'Account' }}>
        {isChanging ? (
          <ChangePassword onDone={() => change(false)} />
        ) : (
          <button type="button" className="row-link" onClick={() => change(true)}>
            <span>{t({ zh: '修改密码', en: 'Change the password' })}</span>
            <Icon name="chevronRight" />
          </button>
        )}
        <a className="row-link" href="/account">
          <span>{t({ zh: '登录设备与验证器', en: 'Devices and second factor' })}</span>
          <Icon name="chevronRight" />
        </a>
      </Part>
    </PhonePage>
  )
}
