import { Form, Input, Button as MobileButton, Selector, Switch as Toggle } from 'antd-mobile'
import { Route, Switch } from 'wouter'
import { comingHome, fromNow } from '#web/gallery/made.ts'
import { Button } from '#web/ui/Button.tsx'
import { Due } from '#web/ui/Due.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { PhoneAccount } from '#web/ui/phone/PhoneAccount.tsx'
import { PhoneGroup, PhoneRow } from '#web/ui/phone/PhoneList.tsx'
import { PhonePage, PhoneShell, type PhoneTab } from '#web/ui/phone/PhoneShell.tsx'
import { PhoneTheme } from '#web/ui/phone/PhoneTheme.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

const tabs: readonly PhoneTab[] = [
  { href: '/', name: { zh: '今天', en: 'Today' }, icon: 'home', count: 2 },
  { href: '/residents', name: { zh: '居民', en: 'Residents' }, icon: 'people' },
  { href: '/enrollment', name: { zh: '签约', en: 'Enroll' }, icon: 'pen' },
  { href: '/me', name: { zh: '我的', en: 'Me' }, icon: 'person' },
]

const village = { zh: '王家村', en: 'Wangjia' }

export function PhoneGallery() {
  return (
    <PhoneTheme>
      <PhoneShell tabs={tabs} sync={{ kind: 'synced', at: fromNow(-3) }}>
        <Switch>
          <Route path="/">
            <Today />
          </Route>
          <Route path="/enrollment">
            <Forms />
          </Route>
          <Route path="/me">
            <PhonePage title={{ zh: '我的', en: 'Me' }}>
              <PhoneAccount />
            </PhonePage>
          </Route>
          <Route path="/who">
            <Who />
          </Route>
          <Route>
            <PhonePage>
              <Empty title={{ zh: '这里还没有内容', en: 'Nothing here yet' }} />
            </PhonePage>
          </Route>
        </Switch>
      </PhoneShell>
    </PhoneTheme>
  )
}

function Today() {
  const { t } = useWords()
  return (
    <PhonePage
      top={
        <SearchBox
          label={{ zh: '姓名、拼音首字母、身份证号', en: 'Name, initials or number' }}
          onSearch={() => undefined}
        />
      }
    >
      <PhoneGroup
        title={{ zh: '逾期', en: 'Late' }}
        count={2}
        tone="cinnabar"
        note={t({ zh: '最久 6 天', en: '6 days at most' })}
      >
        <PhoneRow person={{ name: '李秀兰', sex: 'female', age: 67, place: village }} phone="000" href="/who">
          <Due form="tag" on={fromNow(-6 * 1440).slice(0, 10)} />{' '}
          {t({ zh: '高血压、糖尿病 · 上次', en: 'Hypertension, diabetes · last' })} <b>168/96</b>
        </PhoneRow>
        <PhoneRow person={{ name: '赵德福', sex: 'male', age: 74, place: village }} phone="000" href="/who">
          <Due form="tag" on={fromNow(-1440).slice(0, 10)} />{' '}
          {t({ zh: '11 月 7 日上转市一医院', en: 'Referred on 7 Nov' })}
        </PhoneRow>
      </PhoneGroup>
      <PhoneGroup
        title={{ zh: '今天', en: 'Today' }}
        count={2}
        note={<a href="/gallery/phone">{t({ zh: '按路线排', en: 'By route' })}</a>}
      >
        <PhoneRow person={{ name: '张建国', sex: 'male', age: 71, place: village }} phone="000" href="/who">
          <Tag tone="amber">{t({ zh: '两周复测', en: 'Two-week check' })}</Tag>{' '}
          {t({ zh: '高血压 · 上次 152/94,已加量', en: 'Hypertension · last 152/94, dose raised' })}
        </PhoneRow>
        <PhoneRow person={{ name: '周小梅', sex: 'female', age: 29, place: village }} href="/who">
          <Tag tone="pulse">{t({ zh: '产后访视', en: 'Postnatal visit' })}</Tag>{' '}
          {t({ zh: '出院第 5 天 · 新生儿同访', en: 'day 5 · with the newborn' })}
        </PhoneRow>
      </PhoneGroup>
      <PhoneGroup title={{ zh: '回家的人', en: 'Coming home' }} count={1}>
        <PhoneRow
          person={{ name: '陈大勇', sex: 'male', age: 58, place: village }}
          phone="000"
          href="/who"
          below={
            <LoopLine
              compact
              loop={{ zh: '下转', en: 'Return' }}
              steps={comingHome}
              due={{ at: fromNow(19 * 60 + 5) }}
              turn={{ zh: '轮到您', en: 'Your turn' }}
            />
          }
        >
          {t({ zh: '昨日出院 · 急性心肌梗死支架术后', en: 'Home yesterday · after a stent' })}
        </PhoneRow>
      </PhoneGroup>
    </PhonePage>
  )
}

function Who() {
  const { t } = useWords()
  return (
    <PhonePage
      title="李秀兰"
      back="/"
      foot={
        <>
          <Button icon="phone">{t({ zh: '打电话', en: 'Call' })}</Button>
          <Button tone="primary">{t({ zh: '开始随访', en: 'Start the visit' })}</Button>
        </>
      }
    >
      <div style={{ display: 'grid', gap: 12, padding: 16 }}>
        <Section title={{ zh: '上次', en: 'Last time' }}>
          <Facts
            facts={[
              { name: { zh: '血压', en: 'Pressure' }, value: '168/96' },
              { name: { zh: '用药', en: 'Medicine' }, value: '氨氯地平 5 mg' },
              { name: { zh: '过敏', en: 'Allergies' }, value: null },
            ]}
          />
        </Section>
      </div>
    </PhonePage>
  )
}

function Forms() {
  const { t } = useWords()
  return (
    <PhonePage title={{ zh: '随访', en: 'Follow-up' }} back="/">
      <Form
        layout="vertical"
        footer={
          <MobileButton block color="primary">
            {t({ zh: '保存', en: 'Save' })}
          </MobileButton>
        }
      >
        <Form.Item name="pressure" label={t({ zh: '血压', en: 'Blood pressure' })} rules={[{ required: true }]}>
          <Input placeholder="120/80" />
        </Form.Item>
        <Form.Item name="medicine" label={t({ zh: '用药', en: 'Medicine' })}>
          <Selector
            options={[
              { value: 'regular', label: t({ zh: '规律', en: 'Regular' }) },
              { value: 'sometimes', label: t({ zh: '间断', en: 'Sometimes' }) },
              { value: 'none', label: t({ zh: '不用', en: 'None' }) },
            ]}
            defaultValue={['regular']}
          />
        </Form.Item>
        <Form.Item name="salt" label={t({ zh: '每日食盐(克)', en: 'Salt a day (g)' })}>
          <Input type="number" placeholder="6" />
        </Form.Item>
        <Form.Item name="smokes" label={t({ zh: '吸烟', en: 'Smokes' })}>
          <Toggle />
        </Form.Item>
      </Form>
    </PhonePage>
  )
}
