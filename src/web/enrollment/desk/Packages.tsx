import { useState } from 'react'
import { enrollmentContract, population, type ServicePackage, tier } from '#care/enrollment/contract.ts'
import { evidenceKind } from '#record/visit/contract.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Line } from '#web/ui/desk/fields.tsx'
import { Money } from '#web/ui/Money.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'

/** The menu in force: what each group may sign, what it costs and who pays it. The consortium sets new fees for a day to come. */
export function Packages() {
  const { t } = useWords()
  const { role } = useMe()
  const asked = useAsk(enrollmentContract.listPackages, {}, { live: ['rules'] })
  const [editing, edit] = useState<string>()
  const sets = role === 'consortiumManager' || role === 'healthBureau'
  return (
    <Answered asked={asked} rows={8} what={{ zh: '服务包', en: 'the packages' }}>
      {({ menu, from, status }) => (
        <>
          <p className="hint">
            {t({ zh: '自', en: 'In force since' })} <Day on={from} />{' '}
            {t({ zh: '起执行。已签的协议按签字当天的标准。', en: '. Signed agreements keep the fee of their day.' })}{' '}
            {status === 'unverified' && (
              <Tag tone="amber">{t({ zh: '平台建议值,待本县核定', en: 'Proposed, to be settled by the county' })}</Tag>
            )}
          </p>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t({ zh: '人群', en: 'Group' })}</th>
                <th scope="col">{t({ zh: '服务包', en: 'Package' })}</th>
                <th scope="col">{t({ zh: '项目', en: 'Items' })}</th>
                <th scope="col" className="right">
                  {t({ zh: '年费', en: 'Fee a year' })}
                </th>
                <th scope="col" className="right">
                  {t({ zh: '医保 / 财政 / 个人', en: 'Insurance / treasury / person' })}
                </th>
                {sets && <th scope="col">{t({ zh: '操作', en: 'Act' })}</th>}
              </tr>
            </thead>
            <tbody>
              {menu.map((each) => (
                <tr key={each.code}>
                  <td>{t(population.labels[each.population])}</td>
                  <td>
                    {t(each.name)} <span className="hint">{t(tier.labels[each.tier])}</span>
                  </td>
                  <td>
                    {each.items.map((item) => (
                      <div key={item.code}>
                        {t(item.name)}{' '}
                        <span className="hint">
                          {t({
                            zh: `每 ${item.everyDays} 天 ${item.count} 次`,
                            en: `${item.count} in ${item.everyDays} days`,
                          })}{' '}
                          · {item.evidence.map((kind) => t(evidenceKind.labels[kind])).join('/')}
                          {item.mandatory && ` · ${t({ zh: '必做', en: 'mandatory' })}`}
                        </span>
                      </div>
                    ))}
                  </td>
                  <td className="right">
                    <Money fen={each.fee} />
                  </td>
                  <td className="right">
                    <Money fen={each.shares.insurance} /> / <Money fen={each.shares.treasury} /> /{' '}
                    <Money fen={each.shares.person} />
                  </td>
                  {sets && (
                    <td>
                      <Button tone="text" onClick={() => edit(each.code)}>
                        {t({ zh: `调整${each.name.zh}`, en: `Change ${each.name.en}` })}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
          {editing && <SetFee key={editing} menu={menu} code={editing} onDone={() => edit(undefined)} />}
        </>
      )}
    </Answered>
  )
}

const fenOf = (typed: string): number => Math.round(Number(typed) * 100)

function SetFee({ menu, code, onDone }: { menu: readonly ServicePackage[]; code: string; onDone: () => void }) {
  const { t } = useWords()
  const old = menu.find((each) => each.code === code)
  const [shares, setShares] = useState({
    insurance: String((old?.shares.insurance ?? 0) / 100),
    treasury: String((old?.shares.treasury ?? 0) / 100),
    person: String((old?.shares.person ?? 0) / 100),
  })
  const [from, setFrom] = useState(today(now()))
  const [source, setSource] = useState('')
  const [reason, setReason] = useState('')
  const command = useCommand(policyContract.setPolicy, {
    changes: ['rules'],
    onDone() {
      toast({
        text: { zh: '新标准已登记,从生效日起签的协议按它收费', en: 'Set; agreements signed from that day on pay it' },
      })
      onDone()
    },
  })
  if (!old) return null
  const paid = { insurance: fenOf(shares.insurance), treasury: fenOf(shares.treasury), person: fenOf(shares.person) }
  const fee = paid.insurance + paid.treasury + paid.person
  const isSound = Object.values(paid).every((fen) => Number.isInteger(fen) && fen >= 0)
  const value = menu.map((each) => (each.code === code ? { ...each, fee, shares: paid } : each))
  return (
    <div className="enrollment-form">
      <h2>{t({ zh: `调整“${old.name.zh}”的收费`, en: `A new fee of ${old.name.en}` })}</h2>
      <div className="enrollment-row">
        <Line
          label={{ zh: '医保(元)', en: 'Insurance (CNY)' }}
          inputMode="decimal"
          value={shares.insurance}
          onText={(insurance) => setShares({ ...shares, insurance })}
        />
        <Line
          label={{ zh: '财政(元)', en: 'Treasury (CNY)' }}
          inputMode="decimal"
          value={shares.treasury}
          onText={(treasury) => setShares({ ...shares, treasury })}
        />
        <Line
          label={{ zh: '个人(元)', en: 'Person (CNY)' }}
          inputMode="decimal"
          value={shares.person}
          onText={(person) => setShares({ ...shares, person })}
        />
      </div>
      <p>
        {t({ zh: '合计', en: 'In all' })} {isSound ? <Money fen={fee} /> : t({ zh: '请填金额', en: 'enter amounts' })}
      </p>
      <DayField label={{ zh: '生效日期', en: 'In force from' }} value={from} onDay={setFrom} min={today(now())} />
      <Line label={{ zh: '依据文件', en: 'Source' }} value={source} onText={setSource} maxLength={200} />
      <Line label={{ zh: '原因', en: 'Reason' }} value={reason} onText={setReason} maxLength={500} />
      <ProblemNote problem={command.problem} />
      <div className="enrollment-row">
        <Button
          tone="primary"
          isRunning={command.isSending}
          disabled={!isSound || source.trim() === '' || reason.trim() === '' || from === ''}
          onClick={() =>
            void command.send({
              key: 'enrollment.packages',
              level: 'county',
              from,
              value,
              source: source.trim(),
              reason: reason.trim(),
            })
          }
        >
          {t({ zh: '登记新标准', en: 'Set the fee' })}
        </Button>
        <Button onClick={onDone}>{t({ zh: '先不', en: 'Not now' })}</Button>
      </div>
    </div>
  )
}
