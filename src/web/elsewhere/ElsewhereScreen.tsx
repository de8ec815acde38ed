import { Link } from 'wouter'
import type { Output } from '#kernel/capability.ts'
import { claimKind, elsewhereContract } from '#record/elsewhere/contract.ts'
import { now } from '#web/ui/clock.ts'
import { useInAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { YearPick } from '#web/ui/desk/YearPick.tsx'
import { Figure } from '#web/ui/Figure.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Money } from '#web/ui/Money.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { today } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/ui/plainTable.css'
import '#web/elsewhere/elsewhere.css'

type Elsewhere = Output<typeof elsewhereContract.openElsewhere>

/** What of a year's care outside the county is known here, month by month. `files`: where the bureau sends the next file. */
export function ElsewhereScreen({ files }: { files?: string }) {
  const { t } = useWords()
  const [chosen, choose] = useInAddress('year')
  const thisYear = Number(today(now()).slice(0, 4))
  const year = Number(chosen ?? thisYear)
  const asked = useAsk(elsewhereContract.openElsewhere, { year }, { live: ['registers'] })
  const years = [...new Set([thisYear, year, ...(asked.data?.years ?? [])])].toSorted((a, b) => b - a)
  return (
    <DeskPage
      title={{ zh: '县外就医', en: 'Care outside the county' }}
      hint={t({
        zh: '参保人在县外医院和药店的结算。县域就诊率、基金县域内支出率的分母由它而来',
        en: 'Settlements of the insured elsewhere: the shares that stay in the county are counted against them',
      })}
      tools={
        <>
          <YearPick value={year} years={years} onPick={choose} />
          {files && (
            <Link href={files} className="button primary">
              <Icon name="upload" /> {t({ zh: '装载结算文件', en: 'Load a settlement file' })}
            </Link>
          )}
        </>
      }
    >
      <Answered
        asked={asked}
        rows={6}
        what={{ zh: '县外就医', en: 'care elsewhere' }}
        isEmpty={(data) => data.standing + data.reversed === 0}
        empty={
          <Section title={{ zh: `${year} 年`, en: String(year) }}>
            <Empty
              icon="hospital"
              title={{ zh: `还没有 ${year} 年的县外结算`, en: `No settlements of ${year} yet` }}
              next={{
                zh: '装载之前,县域就诊率、住院人次占比、基金县域内支出率显示为未知,不会显示 100 %',
                en: 'Until they are loaded the shares of visits, stays and fund within the county are unknown, never 100 %',
              }}
            />
          </Section>
        }
      >
        {(data) => <Year data={data} />}
      </Answered>
    </DeskPage>
  )
}

function Year({ data }: { data: Elsewhere }) {
  const { t } = useWords()
  const period = { zh: `${data.year} 年`, en: String(data.year) }
  return (
    <>
      <div className="elsewhere-figures">
        <Figure
          name={{ zh: '有效结算', en: 'Standing settlements' }}
          value={data.standing}
          unit={{ zh: '笔', en: '' }}
          period={period}
        />
        <Figure
          name={{ zh: '未建档人员的结算', en: 'Of people not registered' }}
          value={data.unlinked}
          unit={{ zh: '笔', en: '' }}
          numerator={data.unlinked}
          denominator={data.standing}
          period={{ zh: '建档后自动关联', en: 'linked once they are' }}
        />
        <Figure
          name={{ zh: '已冲正', en: 'Taken back' }}
          value={data.reversed}
          unit={{ zh: '笔', en: '' }}
          period={period}
        />
        <Figure
          name={{ zh: '待对上的冲正', en: 'Reversals waiting' }}
          value={data.waitingReversals}
          unit={{ zh: '笔', en: '' }}
          period={{ zh: '原结算没有到或金额不同', en: 'the settlement is missing or differs' }}
        />
      </div>
      <div className="elsewhere-tables">
        <Section
          title={{ zh: '按月', en: 'By month' }}
          note={
            data.lastDay && (
              <>
                {t({ zh: '数据到', en: 'known up to' })} <Day on={data.lastDay} />
              </>
            )
          }
        >
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t({ zh: '月份', en: 'Month' })}</th>
                <Head zh="结算" en="Claims" />
                <Head zh="住院" en="Stays" />
                <Head zh="药店" en="Pharmacy" />
                <Head zh="已关联居民" en="Linked" />
                <Head zh="总费用" en="Total" />
                <Head zh="基金支付" en="Fund" />
              </tr>
            </thead>
            <tbody>
              {data.months.map((month) => (
                <tr key={month.month}>
                  <td>{month.month}</td>
                  <Count n={month.claims} />
                  <Count n={month.inpatient} />
                  <Count n={month.pharmacy} />
                  <Count n={month.linked} />
                  <td className="right">
                    <Money fen={month.total} />
                  </td>
                  <td className="right">
                    <Money fen={month.fund} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
        <Section title={{ zh: '按类型', en: 'By kind' }}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t({ zh: '类型', en: 'Kind' })}</th>
                <Head zh="结算" en="Claims" />
                <Head zh="基金支付" en="Fund" />
              </tr>
            </thead>
            <tbody>
              {data.byKind.map((row) => (
                <tr key={row.kind}>
                  <td>{t(claimKind.labels[row.kind])}</td>
                  <Count n={row.claims} />
                  <td className="right">
                    <Money fen={row.fund} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      </div>
    </>
  )
}

function Head({ zh, en }: { zh: string; en: string }) {
  const { t } = useWords()
  return (
    <th scope="col" className="right">
      {t({ zh, en })}
    </th>
  )
}

function Count({ n }: { n: number }) {
  return <td className="right">{n.toLocaleString('en')}</td>
}
