import { paperContract, paperKind } from '#care/paper/contract.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/paper/paper.css'

/** Where the code on a printed sheet leads: genuine, by whom and when, for whoever takes part; for others as if there were none. */
export function CheckScreen({ code }: { code: string }) {
  const { t } = useWords()
  const asked = useAsk(paperContract.checkPaper, { paperCode: code })
  if (asked.problem?.kind === 'notFound') {
    return (
      <main className="alone">
        <Empty
          icon="alert"
          title={{ zh: '没有核验到这张单据', en: 'This sheet could not be confirmed' }}
          next={{
            zh: '编码不对,或它不是本机构开出、也不是开给本机构的。请核对编码,或致电单据上的机构',
            en: 'The code is wrong, or the sheet is neither from nor for your facility. Compare the code, or call the facility on it',
          }}
          action={<a href="/">{t({ zh: '回到首页', en: 'Back to the first page' })}</a>}
        />
      </main>
    )
  }
  return (
    <main className="alone">
      <Answered asked={asked} rows={5} what={{ zh: '单据', en: 'the sheet' }}>
        {(paper) => (
          <section className="paper-checked" aria-labelledby="paper-title">
            <Icon name="check" size={28} />
            <h1 id="paper-title">{t({ zh: '单据属实', en: 'This sheet is genuine' })}</h1>
            <Facts
              facts={[
                { name: { zh: '单据', en: 'Sheet' }, value: t(paperKind.labels[paper.kind]) },
                { name: { zh: '姓名', en: 'About' }, value: paper.about },
                { name: { zh: '开具机构', en: 'Issued by' }, value: `${paper.facility} ${paper.issuedBy}` },
                { name: { zh: '开具时间', en: 'Issued' }, value: <Moment at={paper.issuedAt} /> },
                { name: { zh: '编码', en: 'Code' }, value: paper.code },
              ]}
            />
            <p className="hint">
              {t({
                zh: '请核对姓名和时间与手中的单据一致',
                en: 'Compare name and time with the sheet in your hand',
              })}
            </p>
            <a href="/">{t({ zh: '回到首页', en: 'Back to the first page' })}</a>
          </section>
        )}
      </Answered>
    </main>
  )
}
