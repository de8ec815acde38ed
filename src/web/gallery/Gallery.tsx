import { Suspense, useState } from 'react'
import { Route, Router, Switch } from 'wouter'
import { DeskGallery } from '#web/gallery/DeskGallery.tsx'
import { chestPain, closed, comingHome, declined, fromNow } from '#web/gallery/made.ts'
import { PhoneGallery } from '#web/gallery/PhoneGallery.tsx'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { Due } from '#web/ui/Due.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Field } from '#web/ui/Field.tsx'
import { Figure } from '#web/ui/Figure.tsx'
import { Icon, iconNames } from '#web/ui/Icon.tsx'
import { type Identity, IdentityContext } from '#web/ui/identity.ts'
import { KeyHint } from '#web/ui/KeyHint.tsx'
import { LanguageSwitch } from '#web/ui/LanguageSwitch.tsx'
import { LiveMark } from '#web/ui/LiveMark.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { Money } from '#web/ui/Money.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { PrintSheet } from '#web/ui/PrintSheet.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Empty, ErrorState, Loading, NoPermission } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Toasts, toast } from '#web/ui/Toast.tsx'
import { Day, Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import type { AnyProblem } from '#web/wire/problem.ts'
import '#web/gallery/Gallery.css'

const identity: Identity = {
  facility: { zh: '市第一医院', en: 'First City Hospital' },
  person: '何敏',
  post: { zh: '转诊中心', en: 'Referral desk' },
  posts: [
    {
      postId: 'p1',
      facility: { zh: '市第一医院', en: 'First City Hospital' },
      name: { zh: '转诊中心', en: 'Referral desk' },
      isActing: true,
    },
    {
      postId: 'p2',
      facility: { zh: '王店镇卫生院', en: 'Wangdian Township' },
      name: { zh: '派驻医生', en: 'Seconded doctor' },
      isActing: false,
    },
  ],
  onPost: () => toast({ text: { zh: '已换到王店镇卫生院', en: 'Acting at Wangdian' } }),
  onSignOut: () => toast({ text: { zh: '已退出', en: 'Signed out' } }),
}

const clinic: Identity = {
  ...identity,
  facility: { zh: '王家村卫生室', en: 'Wangjia Village Clinic' },
  posts: identity.posts.map((post) => ({ ...post, isActing: post.postId === 'p2' })),
}

/** Every component in its states. Not in the product's build. */
export function Gallery() {
  return (
    <Suspense>
      <Router base="/gallery">
        <Switch>
          <Route path="/desk" nest>
            <IdentityContext value={identity}>
              <DeskGallery />
            </IdentityContext>
          </Route>
          <Route path="/phone" nest>
            <IdentityContext value={clinic}>
              <PhoneGallery />
            </IdentityContext>
          </Route>
          <Route>
            <Parts />
          </Route>
        </Switch>
      </Router>
    </Suspense>
  )
}

function Parts() {
  const { t } = useWords()
  return (
    <main className="gallery">
      <title>Gallery</title>
      <header>
        <h1>{t({ zh: '组件', en: 'Components' })}</h1>
        <LanguageSwitch />
      </header>
      <Loops />
      <Words />
      <Icons />
      <Forms />
      <States />
      <Figures />
      <Toasts />
    </main>
  )
}

function Loops() {
  return (
    <Section title={{ zh: '闭环线', en: 'Loop line' }}>
      <div className="stack">
        <LoopLine
          loop={{ zh: '转诊', en: 'Referral' }}
          steps={chestPain}
          due={{ at: fromNow(6.5) }}
          turn={{ zh: '轮到 市一医院 转诊中心', en: "First Hospital's turn" }}
        />
        <LoopLine
          loop={{ zh: '转诊', en: 'Referral' }}
          steps={chestPain}
          due={{ at: fromNow(-61) }}
          turn={{ zh: '轮到 市一医院 转诊中心', en: "First Hospital's turn" }}
        />
        <LoopLine
          loop={{ zh: '下转', en: 'Return' }}
          steps={comingHome}
          due={{ at: fromNow(19 * 60 + 5) }}
          turn={{ zh: '轮到您', en: 'Your turn' }}
        />
        <LoopLine
          loop={{ zh: '转诊', en: 'Referral' }}
          steps={declined}
          turn={{ zh: '由柳河镇卫生院另行安排', en: 'Liuhe arranges otherwise' }}
        />
        <LoopLine loop={{ zh: '转诊', en: 'Referral' }} steps={closed} closedAt={fromNow(-1440)} />
        <div className="narrow">
          <LoopLine
            compact
            loop={{ zh: '转诊', en: 'Referral' }}
            steps={chestPain}
            due={{ at: fromNow(6.5) }}
            turn={{ zh: '轮到 市一医院 转诊中心', en: "First Hospital's turn" }}
          />
          <LoopLine
            compact
            loop={{ zh: '下转', en: 'Return' }}
            steps={comingHome}
            due={{ at: fromNow(-125) }}
            turn={{ zh: '轮到您', en: 'Your turn' }}
          />
        </div>
      </div>
    </Section>
  )
}

function Words() {
  return (
    <Section title={{ zh: '人、时间、标签', en: 'People, time, tags' }}>
      <div className="stack">
        <div className="line">
          <PersonLine
            person={{
              name: '李秀兰',
              sex: 'female',
              birthDate: '1959-03-02',
              place: { zh: '王家村', en: 'Wangjia Village' },
              lastFour: '3321',
            }}
          />
          <PersonLine
            person={{ name: '周小宝', sex: 'male', birthDate: fromNow(-160 * 1440).slice(0, 10), place: '石桥镇' }}
          />
          <PersonLine
            size="banner"
            person={{ name: '孙立民', sex: 'male', age: 62, place: { zh: '柳河镇', en: 'Liuhe' } }}
          >
            <Tag tone="cinnabar">青霉素过敏</Tag>
          </PersonLine>
        </div>
        <div className="line">
          <Due at={fromNow(320.5)} />
          <Due at={fromNow(6.5)} />
          <Due at={fromNow(-61)} />
          <Due on={fromNow(0).slice(0, 10)} />
          <Due on={fromNow(-6 * 1440).slice(0, 10)} />
          <Due form="tag" at={fromNow(27)} />
          <Due form="tag" on={fromNow(-6 * 1440).slice(0, 10)} />
          <Due form="tag" at={fromNow(30 * 60)} />
          <Due form="short" at={fromNow(-61)} />
          <Due form="short" at={fromNow(21 * 60)} />
        </div>
        <div className="line">
          <Tag>候补第 2</Tag>
          <Tag tone="pulse">产后访视</Tag>
          <Tag tone="amber" icon="clock">
            两周复测
          </Tag>
          <Tag tone="cinnabar" icon="alert">
            随访逾期 6 天
          </Tag>
          <Tag tone="pine" icon="check">
            达标 19
          </Tag>
          <LiveMark state="live" />
          <LiveMark state="polling" />
          <LiveMark state="offline" />
          <KeyHint keys={['↑', '↓']} does={{ zh: '选择', en: 'choose' }} />
          <KeyHint keys={['Ctrl K']} does={{ zh: '搜索', en: 'search' }} />
        </div>
        <div className="line">
          <Moment at={fromNow(-5)} />
          <Moment at={fromNow(1440)} />
          <Moment at={fromNow(-1440)} />
          <Moment at={fromNow(-12 * 1440)} weekday />
          <Moment at="2025-03-05T09:00:00+08:00" />
          <Day on={fromNow(-40 * 1440).slice(0, 10)} form="short" />
          <Money fen={123_450} />
          <Money fen={29_350_000_000} form="rounded" />
          <Money fen={-5} />
        </div>
      </div>
    </Section>
  )
}

function Icons() {
  return (
    <Section title={{ zh: '图标', en: 'Icons' }} count={iconNames.length}>
      <ul className="icons">
        {iconNames.map((name) => (
          <li key={name}>
            <Icon name={name} size={24} />
            <Icon name={name} />
            <span className="hint">{name}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Forms() {
  const { t } = useWords()
  const [typed, setTyped] = useState('')
  const [isAsking, ask] = useState(false)
  const [chosen, choose] = useState<'all' | 'late' | 'emergency'>('all')
  return (
    <Section title={{ zh: '输入与动作', en: 'Input and acts' }}>
      <div className="stack">
        <div className="columns">
          <Field
            label={{ zh: '收缩压', en: 'Systolic' }}
            inputMode="numeric"
            after={<span className="hint unit">mmHg</span>}
            hint={{ zh: '坐位,休息 5 分钟后', en: "Seated, after 5 minutes' rest" }}
          />
          <Field
            label={{ zh: '舒张压', en: 'Diastolic' }}
            defaultValue="960"
            wrong={{ zh: '高于 160 不像是真的,请核对', en: 'Over 160 is unlikely; please check' }}
          />
          <div>
            <SearchBox
              label={{ zh: '姓名、拼音首字母、身份证号', en: 'Name, initials or number' }}
              onSearch={setTyped}
            />
            <p className="hint" data-testid="searched">
              {t({ zh: `查找:${typed || '—'}`, en: `Searched: ${typed || '—'}` })}
            </p>
          </div>
        </div>
        <div className="line">
          <Button tone="primary">{t({ zh: '接收并启动胸痛流程', en: 'Accept and start' })}</Button>
          <Button>{t({ zh: '婉拒', en: 'Decline' })}</Button>
          <Button icon="print" onClick={() => print()}>
            {t({ zh: '打印转诊单', en: 'Print' })}
          </Button>
          <Button tone="danger" onClick={() => ask(true)}>
            {t({ zh: '结束签约', en: 'End enrollment' })}
          </Button>
          <Button tone="text" icon="plus">
            {t({ zh: '加一项', en: 'Add one' })}
          </Button>
          <Button tone="primary" isRunning>
            {t({ zh: '正在提交', en: 'Sending' })}
          </Button>
          <Button disabled>{t({ zh: '不能用', en: 'Disabled' })}</Button>
          <Button icon="more" aria-label="more" />
          <Button
            onClick={() =>
              toast({
                text: {
                  zh: '市一医院 14:20 已接收,床位保留到 明日 08:00',
                  en: 'Accepted; the bed is held until tomorrow 08:00',
                },
                undo: () => toast({ text: { zh: '已撤回', en: 'Taken back' } }),
              })
            }
          >
            {t({ zh: '说一声', en: 'Toast' })}
          </Button>
        </div>
        <Counters
          label={{ zh: '按状态筛选', en: 'Filter by state' }}
          chosen={chosen}
          onChoose={choose}
          counters={[
            { key: 'all', name: { zh: '待处理', en: 'waiting' }, count: 14 },
            { key: 'late', name: { zh: '已超时', en: 'late' }, count: 2, tone: 'cinnabar' },
            { key: 'emergency', name: { zh: '急诊', en: 'emergency' }, count: 0, tone: 'cinnabar' },
          ]}
        />
        <ConfirmRepeat
          isOpen={isAsking}
          title={{ zh: '结束李秀兰的签约', en: "End 李秀兰's enrollment" }}
          tone="danger"
          act={{ zh: '结束签约', en: 'End enrollment' }}
          willHappen={[
            { zh: '吴芳团队今天起不再看到她的档案', en: "From today 吴芳's team no longer sees her record" },
            { zh: '未做的 2 次随访转给王家村卫生室', en: 'Two follow-ups go to Wangjia Clinic' },
            { zh: '本月签约服务费 12.50 元不再结算', en: "This month's fee of CNY 12.50 is not settled" },
          ]}
          onConfirm={() => ask(false)}
          onCancel={() => ask(false)}
        />
        <PrintSheet
          title={{ zh: '双向转诊单(上转)', en: 'Referral' }}
          facility={{ zh: '柳河镇卫生院', en: 'Liuhe Township' }}
          number="ZZ20261122-0031"
          signatures={[
            { zh: '转出医师', en: 'Referring doctor' },
            { zh: '接诊医师', en: 'Receiving doctor' },
          ]}
        >
          <Facts
            facts={[
              { name: { zh: '患者', en: 'Patient' }, value: '孙立民 男 62 岁' },
              { name: { zh: '诊断', en: 'Diagnosis' }, value: '急性下壁心肌梗死' },
            ]}
          />
        </PrintSheet>
      </div>
    </Section>
  )
}

const problems: readonly AnyProblem[] = [
  {
    kind: 'refused',
    refusal: 'bedTaken',
    message: {
      zh: '这张床 14:18 已被青山乡卫生院占用,还有 2 张可选',
      en: 'Qingshan took this bed at 14:18; two others are free',
    },
    data: undefined,
  },
  {
    kind: 'refused',
    refusal: 'stale',
    message: {
      zh: '内容已被他人更新,请看最新内容后再操作',
      en: 'Someone changed this meanwhile; look at the latest and try again',
    },
    data: undefined,
  },
  {
    kind: 'invalid',
    fields: [
      {
        path: 'systolic',
        why: { zh: '收缩压超出上限 300', en: 'Systolic is more than 300' },
        fix: { zh: '请核对后重填', en: 'check and fill in again' },
      },
    ],
  },
  { kind: 'offline' },
  { kind: 'busy', retryAfterSeconds: 5 },
  { kind: 'fault', id: '0199a2c4' },
]

function States() {
  const { t } = useWords()
  return (
    <div className="columns">
      <Section title={{ zh: '问题', en: 'Problems' }}>
        <div className="stack">
          {problems.map((problem) => (
            <ProblemNote key={JSON.stringify(problem)} problem={problem} again={() => undefined} />
          ))}
        </div>
      </Section>
      <Section title={{ zh: '空、取、错、权', en: 'Empty, loading, error, role' }}>
        <Empty
          title={{ zh: '没有待处理的转诊', en: 'No referrals waiting' }}
          next={{ zh: '新的会自己出现并响一声', en: 'New ones appear by themselves' }}
        />
        <Loading what={{ zh: '转诊队列', en: 'the queue' }} />
        <ErrorState problem={{ kind: 'offline' }} again={() => undefined} />
        <NoPermission action={<a href="/gallery">{t({ zh: '回到待办', en: 'Back to duties' })}</a>} />
      </Section>
    </div>
  )
}

function Figures() {
  return (
    <div className="columns">
      <Figure
        name={{ zh: '基层就诊率', en: 'Primary visit share' }}
        value={61.81}
        digits={2}
        unit="%"
        numerator={2_788_915}
        denominator={4_512_077}
        change={2.2}
        period={{ zh: '2025 年', en: '2025' }}
        mark={<Tag tone="pine">目标 60</Tag>}
      />
      <Figure
        name={{ zh: '下转人次', en: 'Returns' }}
        value={8214}
        unit={{ zh: '人次', en: '' }}
        change={-0.4}
        period={{ zh: '2025 年', en: '2025' }}
      />
      <Figure
        name={{ zh: '人均县域内住院费', en: 'Mean in-county admission cost' }}
        value={null}
        unknown={{ zh: '缺少 9 月县外结算 1 个文件', en: 'one settlement file of September is missing' }}
      />
      <Section title={{ zh: '现在的情况', en: 'At present' }}>
        <Facts
          facts={[
            { name: { zh: '主诉', en: 'Complaint' }, value: '胸骨后压榨样疼痛 40 分钟,伴大汗' },
            {
              name: { zh: '生命体征', en: 'Vital signs' },
              value: (
                <>
                  血压 <b>102/64</b> 心率 58 血氧 95 %
                </>
              ),
            },
            {
              name: { zh: '诊断', en: 'Diagnosis' },
              value: (
                <>
                  急性下壁心肌梗死 <span className="hint">I21.1</span>
                </>
              ),
            },
            { name: { zh: '过敏', en: 'Allergies' }, value: null },
          ]}
        />
      </Section>
    </div>
  )
}
