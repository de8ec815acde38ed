import { useState } from 'react'
import { useSearchParams } from 'wouter'
import type { Output } from '#kernel/capability.ts'
import { role } from '#registry/access/roles.ts'
import { profession, staffContract, title } from '#registry/staff/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk, useAskPages } from '#web/wire/ask.ts'
import { CreateAccount } from '#web/workbenches/administrator/CreateAccount.tsx'
import { EndPost } from '#web/workbenches/administrator/EndPost.tsx'
import { GivePost } from '#web/workbenches/administrator/GivePost.tsx'
import { RegisterStaff } from '#web/workbenches/administrator/RegisterStaff.tsx'
import '#web/workbenches/administrator/administrator.css'

type Row = Output<typeof staffContract.findStaff>['items'][number]

export function StaffScreen() {
  const { t } = useWords()
  const [parameters, setParameters] = useSearchParams()
  const q = parameters.get('q') ?? ''
  const on = parameters.get('on') ?? undefined
  const asked = useAskPages(staffContract.findStaff, { ...(q ? { q } : {}), limit: 50 }, { live: ['staff'] })

  function show(id: string | undefined) {
    setParameters({ ...(q ? { q } : {}), ...(id ? { on: id } : {}) }, { replace: true })
  }

  return (
    <DeskPage
      title={{ zh: '人员与账号', en: 'Staff and accounts' }}
      tools={
        <Button icon="plus" onClick={() => show('new')}>
          {t({ zh: '登记人员', en: 'Register staff' })}
        </Button>
      }
      paneLabel={{ zh: '人员', en: 'Staff member' }}
      pane={
        on &&
        (on === 'new' ? (
          <RegisterStaff onDone={show} onClose={() => show(undefined)} />
        ) : (
          <StaffOpen key={on} staffId={on} />
        ))
      }
    >
      <SearchBox
        label={{ zh: '姓名或拼音首字母', en: 'Name or pinyin initials' }}
        initial={q}
        onSearch={(typed) => setParameters(typed ? { q: typed } : {}, { replace: true })}
      />
      <Answered asked={asked} rows={8} isEmpty={() => false}>
        {() => (
          <QueueTable
            label={{ zh: '人员', en: 'Staff' }}
            rows={asked.items}
            rowKey={(row) => row.staffId}
            columns={columns}
            selected={on}
            onSelect={(row) => row && show(row.staffId)}
            more={asked.more}
            empty={
              <Empty
                icon="people"
                title={{ zh: '没有这样的人员', en: 'Nobody by that name' }}
                next={{ zh: '登记人员,任岗,再开通账号', en: 'Register, give a post, then create the account' }}
              />
            }
          />
        )}
      </Answered>
    </DeskPage>
  )
}

const columns: readonly QueueColumn<Row>[] = [
  { key: 'name', head: { zh: '姓名', en: 'Name' }, width: '18%', cell: (row) => <b>{row.name}</b> },
  { key: 'profession', head: { zh: '职业', en: 'Profession' }, width: '18%', cell: (row) => <Profession row={row} /> },
  {
    key: 'workplace',
    head: { zh: '在哪里', en: 'Workplace' },
    cell: (row) => [row.workplace, row.department].filter(Boolean).join(' '),
  },
  { key: 'role', head: { zh: '岗位', en: 'Post' }, width: '20%', cell: (row) => <Role row={row} /> },
]

function Profession({ row }: { row: Row }) {
  const { t } = useWords()
  return <>{t(profession.labels[row.profession])}</>
}

function Role({ row }: { row: Row }) {
  const { t } = useWords()
  return (
    <>{row.role ? t(role.labels[row.role]) : <span className="muted">{t({ zh: '未任岗', en: 'no post' })}</span>}</>
  )
}

function StaffOpen({ staffId }: { staffId: string }) {
  const { t } = useWords()
  const asked = useAsk(staffContract.openStaff, { staffId }, { live: ['staff'] })
  const [doing, does] = useState<'post' | 'account'>()
  return (
    <Answered asked={asked} rows={6} what={{ zh: '人员', en: 'the staff member' }}>
      {(person) => (
        <div className="administrator-pane">
          <h2>{person.name}</h2>
          <Facts
            facts={[
              { name: { zh: '职业', en: 'Profession' }, value: t(profession.labels[person.profession]) },
              { name: { zh: '职称', en: 'Title' }, value: person.title && t(title.labels[person.title]) },
              { name: { zh: '执业证号', en: 'Licence' }, value: person.licenceNumber },
              {
                name: { zh: '有效期至', en: 'Valid until' },
                value: person.licenceUntil && <Day on={person.licenceUntil} />,
              },
            ]}
          />
          <Section
            form="plain"
            title={{ zh: '岗位', en: 'Posts' }}
            count={person.posts.length}
            tools={
              <Button tone="text" icon="plus" onClick={() => does('post')}>
                {t({ zh: '任岗', en: 'Give a post' })}
              </Button>
            }
          >
            <ul>
              {person.posts.map((post) => (
                <li key={post.postId}>
                  <span>
                    <b>{t(role.labels[post.role])}</b> {post.workplace} {post.department}
                    <span className="muted">
                      <Day on={post.from} /> – {post.until ? <Day on={post.until} /> : t({ zh: '至今', en: 'now' })}
                      {post.employer !== post.workplace &&
                        t({ zh: ` · 用人单位 ${post.employer}`, en: ` · employed by ${post.employer}` })}
                      {post.manager !== post.workplace &&
                        t({ zh: ` · 管理单位 ${post.manager}`, en: ` · managed by ${post.manager}` })}
                    </span>
                  </span>
                  {!post.until && (
                    <EndPost
                      postId={post.postId}
                      name={{
                        zh: `${person.name} 的${role.labels[post.role].zh}岗位`,
                        en: `${person.name}, ${role.labels[post.role].en}`,
                      }}
                    />
                  )}
                </li>
              ))}
            </ul>
            {doing === 'post' && <GivePost staffId={staffId} onClose={() => does(undefined)} />}
          </Section>
          {doing === 'account' ? (
            <CreateAccount staffId={staffId} name={person.name} onClose={() => does(undefined)} />
          ) : (
            <Button icon="key" onClick={() => does('account')}>
              {t({ zh: '开通账号', en: 'Create an account' })}
            </Button>
          )}
        </div>
      )}
    </Answered>
  )
}
