import { Link } from 'wouter'
import { type VisitDetail, visitKind } from '#record/visit/contract.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { VisitBody } from '#web/workbenches/village/visit/VisitBody.tsx'

/** What happened, and what may come next. */
export function VisitSaved({ visit, name }: { visit: VisitDetail; name: string }) {
  const { t } = useWords()
  const record = `/residents/${visit.residentId}`
  const principal = visit.diagnoses.find((each) => each.principal)
  const taken = principal ? { diagnosis: { code: principal.code, name: principal.name } } : {}
  return (
    <PhonePage
      title={{ zh: '已保存', en: 'Saved' }}
      back={record}
      foot={
        <Link href={record} className="button primary wide">
          {t({ zh: '回到档案', en: 'Back to the record' })}
        </Link>
      }
    >
      <div className="done-note" role="status">
        <Icon name="check" size={24} />
        <div>
          <p>
            <b>
              {t({
                zh: `${name}的${visitKind.labels[visit.kind].zh}已保存`,
                en: `${name}: ${visitKind.labels[visit.kind].en.toLowerCase()} saved`,
              })}
            </b>
          </p>
          <p className="muted">
            <Moment at={visit.startedAt} /> · {visit.facility} · {t({ zh: '首诊医生', en: 'first doctor' })}{' '}
            {visit.firstDoctor}
          </p>
        </div>
      </div>
      <Part title={{ zh: '接下来', en: 'What next' }}>
        <ul className="next-list">
          <li>
            <Link href={`${record}/refer`} state={taken} className="row-link">
              <span>
                <b>{t({ zh: '转诊', en: 'Refer' })}</b>{' '}
                <span className="muted">
                  {t({ zh: '带上这次的诊断和测量', en: 'with this diagnosis and these readings' })}
                </span>
              </span>
              <Icon name="chevronRight" />
            </Link>
          </li>
          <li>
            <Link href={`${record}/ask`} state={taken} className="row-link">
              <span>
                <b>{t({ zh: '咨询专科', en: 'Ask a specialist' })}</b>{' '}
                <span className="muted">{t({ zh: '拿不准时先问', en: 'when in doubt' })}</span>
              </span>
              <Icon name="chevronRight" />
            </Link>
          </li>
        </ul>
      </Part>
      <VisitBody visit={visit} />
    </PhonePage>
  )
}
