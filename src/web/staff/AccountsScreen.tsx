import { useState } from 'react'
import { accessContract } from '#registry/access/contract.ts'
import { accountState } from '#registry/access/labels.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import { AccountPane } from '#web/staff/AccountPane.tsx'
import { AwayList } from '#web/staff/AwayList.tsx'
import { type AccountRow, StateTag } from '#web/staff/StateTag.tsx'
import { useInAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Pick } from '#web/ui/desk/fields.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import '#web/staff/staff.css'

type State = AccountRow['state']

/** Who may sign in, and what is done about it: for the administrator everybody, for managers their own people. */
export function AccountsScreen() {
  const { t } = useWords()
  const [q, setQ] = useInAddress('q')
  const [on, select] = useInAddress('on')
  const [state, setState] = useState<State | ''>('')
  const [held, setHeld] = useState<RoleName | ''>('')
  const asked = useAskPages(
    accessContract.findAccounts,
    { ...(q ? { q } : {}), ...(state ? { state } : {}), ...(held ? { role: held } : {}), limit: 50 },
    { live: ['staff'] },
  )
  const selected = asked.items.find((row) => row.accountId === on)
  return (
    <DeskPage
      title={{ zh: '账号与在岗', en: 'Accounts and leave' }}
      paneLabel={{ zh: '账号', en: 'Account' }}
      pane={selected && <AccountPane key={selected.accountId} account={selected} />}
    >
      <div className="account-filters">
        <SearchBox
          label={{ zh: '姓名、拼音首字母或登录名', en: 'Name, initials or login' }}
          initial={q ?? ''}
          onSearch={(typed) => setQ(typed || undefined)}
        />
        <Pick
          label={{ zh: '状态', en: 'State' }}
          value={state}
          none={{ zh: '全部', en: 'All' }}
          onPick={setState}
          choices={accountState.codes.map((code) => ({ value: code, name: accountState.labels[code] }))}
        />
        <Pick
          label={{ zh: '岗位', en: 'Post' }}
          value={held}
          none={{ zh: '全部', en: 'All' }}
          onPick={setHeld}
          choices={role.codes.map((code) => ({ value: code, name: role.labels[code] }))}
        />
      </div>
      <AwayList />
      <Answered asked={asked} rows={8} isEmpty={() => false}>
        {() => (
          <QueueTable
            label={{ zh: '账号', en: 'Accounts' }}
            rows={asked.items}
            rowKey={(row) => row.accountId}
            columns={columns}
            selected={on}
            onSelect={(row) => row && select(row.accountId)}
            more={asked.more}
            empty={
              <Empty
                icon="people"
                title={{ zh: '没有这样的账号', en: 'No such account' }}
                next={{ zh: '换个条件,或在“人员与账号”里开通', en: 'Search otherwise, or create it' }}
              />
            }
          />
        )}
      </Answered>
      <p className="hint">{t({ zh: '输错密码的等待按设备计,其他设备仍可登录', en: 'Waiting is by device' })}</p>
    </DeskPage>
  )
}

const columns: readonly QueueColumn<AccountRow>[] = [
  { key: 'name', head: { zh: '姓名', en: 'Name' }, width: '13%', cell: (row) => <b>{row.name}</b> },
  { key: 'login', head: { zh: '登录名', en: 'Login' }, width: '14%', cell: (row) => row.login },
  { key: 'posts', head: { zh: '岗位', en: 'Posts' }, cell: (row) => <Posts row={row} /> },
  { key: 'state', head: { zh: '状态', en: 'State' }, width: '19%', cell: (row) => <StateTag state={row.state} /> },
  { key: 'factor', head: { zh: '验证器', en: 'Factor' }, width: '10%', cell: (row) => <Factor row={row} /> },
  {
    key: 'used',
    head: { zh: '最近使用', en: 'Last used' },
    width: '14%',
    cell: (row) => row.lastUsedAt && <Moment at={row.lastUsedAt} />,
  },
]

function Posts({ row }: { row: AccountRow }) {
  const { t } = useWords()
  if (row.posts.length === 0) return <span className="muted">{t({ zh: '无在任岗位', en: 'no post' })}</span>
  return <>{row.posts.map((post) => `${post.facility} ${t(role.labels[post.role])}`).join(t({ zh: ';', en: '; ' }))}</>
}

function Factor({ row }: { row: AccountRow }) {
  const { t } = useWords()
  return <>{row.hasFactor ? t({ zh: '已绑定', en: 'set' }) : t({ zh: '未绑定', en: 'none' })}</>
}
