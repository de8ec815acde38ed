import { Link } from 'wouter'
import type { auditTrailContract } from '#governance/auditTrail/contract.ts'
import { traceKind, traceOutcome } from '#governance/auditTrail/labels.ts'
import type { Output } from '#kernel/capability.ts'
import { Button } from '#web/ui/Button.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { momentInFull } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import type { Filter } from '#web/workbenches/auditor/TrailFilter.tsx'

export type Trace = Output<typeof auditTrailContract.searchTrail>['items'][number]

/** A narrower question, with its name as it stands above the list. */
export type Narrowed = { readonly name: Text; readonly filter: Filter & { readonly residentId?: string } }

/** One line in full, and the way from it to others like it. */
export function TracePane({ row, onNarrow }: { row: Trace; onNarrow: (narrowed: Narrowed) => void }) {
  const { t, language } = useWords()
  const { residentId, facilityId, whom, who } = row
  return (
    <div className="trail-pane">
      <h2>{t(row.what)}</h2>
      <Facts
        facts={[
          { name: { zh: '时间', en: 'When' }, value: momentInFull(row.at, language) },
          { name: { zh: '操作人', en: 'Who' }, value: who ?? t(row.role) },
          ...(who
            ? [
                { name: { zh: '岗位', en: 'Acting as' }, value: t(row.role) },
                { name: { zh: '机构', en: 'Where' }, value: row.facility },
              ]
            : []),
          { name: { zh: '类别', en: 'Kind' }, value: t(traceKind.labels[row.kind]) },
          {
            name: { zh: '结果', en: 'Outcome' },
            value: <Tag tone={row.outcome === 'done' ? 'pine' : 'cinnabar'}>{t(traceOutcome.labels[row.outcome])}</Tag>,
          },
          ...(row.why ? [{ name: { zh: '为什么', en: 'Why' }, value: t(row.why) }] : []),
          {
            name: { zh: '涉及的人', en: 'About' },
            value: whom ? t(whom) : t({ zh: '不涉及个人', en: 'nobody in particular' }),
          },
          ...(whom
            ? [
                {
                  name: { zh: '依据', en: 'Basis' },
                  value: row.basis ? t(row.basis) : t({ zh: '没有打开档案', en: 'no record was opened' }),
                },
              ]
            : []),
          { name: { zh: '日志行', en: 'Line' }, value: t({ zh: `第 ${row.lineId} 行`, en: row.lineId }) },
        ]}
      />
      <div className="trail-more">
        {residentId && whom && (
          <Button icon="person" onClick={() => onNarrow({ name: whom, filter: { residentId } })}>
            {t({ zh: '这个人的全部记录', en: 'All about this person' })}
          </Button>
        )}
        {who && (
          <Button icon="history" onClick={() => onNarrow({ name: who, filter: { actor: who } })}>
            {t({ zh: '操作人的全部记录', en: 'All by the same person' })}
          </Button>
        )}
        {facilityId && (
          <Button icon="hospital" onClick={() => onNarrow({ name: row.facility, filter: { facilityId } })}>
            {t({ zh: '这家机构的全部记录', en: 'All of this facility' })}
          </Button>
        )}
        {row.isGlass && <Link href="/break-glass?box=all">{t({ zh: '看紧急调阅', en: 'See the break-glass' })}</Link>}
      </div>
    </div>
  )
}
