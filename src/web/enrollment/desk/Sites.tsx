import { useState } from 'react'
import { enrollmentContract, siteKind } from '#care/enrollment/contract.ts'
import { isSignature, type Stroke } from '#care/enrollment/rules.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { TeamPick, useTeam } from '#web/enrollment/desk/useTeam.tsx'
import { SignatureField } from '#web/enrollment/Signature.tsx'
import { Button } from '#web/ui/Button.tsx'
import { useInAddress } from '#web/ui/desk/address.ts'
import { Choices, Line } from '#web/ui/desk/fields.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'

/** Schools, workplaces and homes that signed with a team, and their people. */
export function Sites() {
  const { t } = useWords()
  const [siteId, open] = useInAddress('site')
  const [isSigning, sign] = useState(false)
  const asked = useAsk(enrollmentContract.listSites, {}, { live: ['enrollment'] })
  if (siteId) return <Site siteId={siteId} onClose={() => open(undefined)} />
  return (
    <>
      {isSigning ? (
        <SignSite
          onDone={(id) => {
            sign(false)
            if (id) open(id)
          }}
        />
      ) : (
        <Button icon="plus" onClick={() => sign(true)}>
          {t({ zh: '与单位签约', en: 'Sign with a site' })}
        </Button>
      )}
      <Answered
        asked={asked}
        rows={4}
        what={{ zh: '功能社区', en: 'the sites' }}
        isEmpty={(data) => data.items.length === 0}
        empty={
          <div className="sheet">
            <Empty
              icon="household"
              title={{ zh: '还没有单位签约', en: 'No site has signed yet' }}
              next={{ zh: '学校、企业、园区和养老机构都可以签', en: 'Schools, workplaces, parks and homes may sign' }}
            />
          </div>
        }
      >
        {({ items }) => (
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t({ zh: '单位', en: 'Site' })}</th>
                <th scope="col">{t({ zh: '团队', en: 'Team' })}</th>
                <th scope="col">{t({ zh: '协议期', en: 'Term' })}</th>
                <th scope="col" className="right">
                  {t({ zh: '居民', en: 'People' })}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((site) => (
                <tr key={site.siteId}>
                  <td>
                    <button type="button" className="whole-button" onClick={() => open(site.siteId)}>
                      {site.name}
                    </button>{' '}
                    <Tag>{t(siteKind.labels[site.kind])}</Tag>
                    <p className="hint">{site.address}</p>
                  </td>
                  <td>{site.team}</td>
                  <td>
                    <Day on={site.from} /> {t({ zh: '至', en: 'to' })} <Day on={site.until} />
                  </td>
                  <td className="right">{site.people}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
    </>
  )
}

function SignSite({ onDone }: { onDone: (siteId?: string) => void }) {
  const { t } = useWords()
  const { items, team, choose } = useTeam()
  const [kind, setKind] = useState<(typeof siteKind.codes)[number]>('school')
  const [form, setForm] = useState({ name: '', address: '', signedBy: '', years: '1' })
  const [strokes, draw] = useState<readonly Stroke[]>([])
  const command = useCommand(enrollmentContract.signSite, {
    changes: ['enrollment'],
    onDone: ({ siteId }) => onDone(siteId),
  })
  const { name, address, signedBy } = form
  const isReady =
    [name, address, signedBy].every((text) => text.trim() !== '') && isSignature(strokes) && team !== undefined
  return (
    <div className="enrollment-form">
      <Choices
        label={{ zh: '单位类别', en: 'Kind' }}
        columns={2}
        value={kind}
        onChoose={setKind}
        choices={siteKind.codes.map((value) => ({ value, name: siteKind.labels[value] }))}
      />
      <Line
        label={{ zh: '名称', en: 'Name' }}
        value={name}
        onText={(text) => setForm({ ...form, name: text })}
        maxLength={60}
      />
      <Line
        label={{ zh: '地址', en: 'Address' }}
        value={address}
        onText={(text) => setForm({ ...form, address: text })}
        maxLength={120}
      />
      <TeamPick items={items} team={team} onPick={choose} />
      <Choices
        label={{ zh: '签约年限', en: 'Term' }}
        value={form.years}
        onChoose={(years) => setForm({ ...form, years })}
        choices={['1', '2', '3'].map((value) => ({ value, name: { zh: `${value} 年`, en: `${value} y` } }))}
      />
      <Line
        label={{ zh: '单位代表', en: 'Representative' }}
        value={signedBy}
        onText={(text) => setForm({ ...form, signedBy: text })}
        maxLength={50}
      />
      <SignatureField
        label={{ zh: '代表签名框', en: 'Field for the representative' }}
        strokes={strokes}
        onDraw={draw}
      />
      <ProblemNote problem={command.problem} />
      <div className="enrollment-row">
        <Button
          tone="primary"
          isRunning={command.isSending}
          disabled={!isReady}
          onClick={() =>
            team &&
            void command.send({
              kind,
              name: name.trim(),
              address: address.trim(),
              signedBy: signedBy.trim(),
              teamId: team.teamId,
              years: Number(form.years),
              strokes: strokes.map((stroke) => stroke.map((point) => [...point])),
            })
          }
        >
          {t({ zh: '签约', en: 'Sign' })}
        </Button>
        <Button onClick={() => onDone()}>{t({ zh: '先不', en: 'Not now' })}</Button>
      </div>
    </div>
  )
}

function Site({ siteId, onClose }: { siteId: string; onClose: () => void }) {
  const { t } = useWords()
  const [q, search] = useState('')
  const asked = useAsk(enrollmentContract.openSite, { siteId }, { live: ['enrollment'] })
  const found = useAsk(
    residentContract.findResidents,
    { q: q.trim() || ' ', limit: 6 },
    { when: q.trim().length > 1, keepPrevious: true },
  )
  const link = useCommand(enrollmentContract.linkSiteMember, { changes: ['enrollment'], onDone: () => search('') })
  return (
    <>
      <Button icon="chevronLeft" onClick={onClose}>
        {t({ zh: '回到功能社区', en: 'Back' })}
      </Button>
      <Answered asked={asked} rows={4} what={{ zh: '单位', en: 'the site' }}>
        {(site) => (
          <Section
            title={{ zh: site.name, en: site.name }}
            count={site.members.length}
            note={t({ zh: `代表 ${site.signedBy} · ${site.team}`, en: `${site.signedBy} · ${site.team}` })}
          >
            <Line
              label={{ zh: '归入居民:姓名或拼音首字母', en: 'Link a resident: name or initials' }}
              value={q}
              onText={search}
            />
            {q.trim().length > 1 &&
              found.data?.items.map((each) => (
                <div key={each.residentId} className="enrollment-row">
                  <PersonLine person={{ ...each, place: each.village }} />
                  <Button
                    isRunning={link.isSending}
                    onClick={() => void link.send({ siteId, residentId: each.residentId })}
                  >
                    {t({ zh: `归入 ${each.name}`, en: `Link ${each.name}` })}
                  </Button>
                </div>
              ))}
            <ProblemNote problem={link.problem} />
            {site.members.length === 0 ? (
              <Empty icon="people" title={{ zh: '还没有归入居民', en: 'Nobody is linked yet' }} />
            ) : (
              <ul className="turns">
                {site.members.map((member) => (
                  <li key={member.residentId}>
                    <PersonLine person={{ ...member.person, place: member.person.village }} />{' '}
                    <Tag tone={member.isEnrolled ? 'pine' : 'amber'}>
                      {member.isEnrolled
                        ? t({ zh: '已签约', en: 'Enrolled' })
                        : t({ zh: '未签约', en: 'Not enrolled' })}
                    </Tag>
                  </li>
                ))}
              </ul>
            )}
          </Section>
        )}
      </Answered>
    </>
  )
}
