import { useState } from 'react'
import { Link } from 'wouter'
import type { Entry } from '#record/timeline/contract.ts'
import { type EntryKind, entryKind } from '#record/timeline/labels.ts'
import { useRecord } from '#web/record/asking.ts'
import { byVisit, type VisitGroup } from '#web/record/grouping.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon, type IconName } from '#web/ui/Icon.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/record/record.css'

export type TimelineProps = {
  readonly residentId: string
  /** Where a visit opens; without it the lines are not links. */
  readonly visitHref?: ((visitId: string) => string) | undefined
}

const icons: Readonly<Record<EntryKind, IconName>> = {
  visit: 'stethoscope',
  diagnosis: 'heart',
  observation: 'gauge',
  prescription: 'pill',
  procedure: 'tube',
  immunization: 'syringe',
  allergy: 'alert',
  diagnosticReport: 'image',
  document: 'document',
  charge: 'yuan',
}

const filters = [
  'visit',
  'diagnosis',
  'observation',
  'prescription',
  'diagnosticReport',
  'document',
  'allergy',
  'procedure',
  'charge',
] as const satisfies readonly EntryKind[]

/** What happened to a person at every facility, the newest first; each says where and who. */
export function Timeline({ residentId, visitHref }: TimelineProps) {
  const { t } = useWords()
  const [kind, choose] = useState<EntryKind>()
  const asked = useRecord(residentId, kind)
  return (
    <section className="timeline" aria-label={t({ zh: '时间线', en: 'Timeline' })}>
      <fieldset className="timeline-filter">
        <legend className="said">{t({ zh: '按类型看', en: 'Show one kind' })}</legend>
        <Filter chosen={kind === undefined} name={t({ zh: '全部', en: 'All' })} onChoose={() => choose(undefined)} />
        {filters.map((each) => (
          <Filter key={each} chosen={kind === each} name={t(entryKind.labels[each])} onChoose={() => choose(each)} />
        ))}
      </fieldset>
      <Answered
        asked={asked}
        what={{ zh: '时间线', en: 'the timeline' }}
        empty={
          <Empty
            icon="history"
            title={
              kind
                ? {
                    zh: `没有${entryKind.labels[kind].zh}记录`,
                    en: `No ${entryKind.labels[kind].en.toLowerCase()} on record`,
                  }
                : { zh: '还没有记录', en: 'Nothing on record yet' }
            }
            next={{ zh: '各机构记录的就诊会自动汇到这里', en: 'What any facility records appears here' }}
          />
        }
      >
        {(entries) => (
          <ol className="timeline-list">
            {byVisit(entries).map((group) => (
              <VisitCard key={group.key} group={group} href={group.visitId ? visitHref?.(group.visitId) : undefined} />
            ))}
          </ol>
        )}
      </Answered>
      {asked.more.has && (
        <Button wide isRunning={asked.more.isLoading} onClick={asked.more.load}>
          {t({ zh: '看更早的记录', en: 'Show earlier' })}
        </Button>
      )}
    </section>
  )
}

function Filter({ chosen, name, onChoose }: { chosen: boolean; name: string; onChoose: () => void }) {
  return (
    <button type="button" aria-pressed={chosen} onClick={onChoose}>
      {name}
    </button>
  )
}

function VisitCard({ group, href }: { group: VisitGroup; href: string | undefined }) {
  const { t } = useWords()
  const title = group.head ? [group.head.title, group.head.detail].filter(Boolean).join(' · ') : undefined
  return (
    <li>
      <div className="when">
        <Moment at={group.at} />
        <span>{[group.facility, group.who].filter(Boolean).join(' ')}</span>
      </div>
      {title && <p className="title">{href ? <Link href={href}>{title}</Link> : title}</p>}
      <ul>
        {group.lines.map((entry) => (
          <Line key={entry.entryId} entry={entry} />
        ))}
      </ul>
      {!title && href && (
        <Link href={href} className="open">
          {t({ zh: '看这次就诊', en: 'Open this visit' })}
        </Link>
      )}
    </li>
  )
}

function Line({ entry }: { entry: Entry }) {
  const { t } = useWords()
  return (
    <li className={entry.abnormal ? 'abnormal' : undefined}>
      <Icon name={icons[entry.kind]} size={14} />
      <span>
        <span className="said">{t(entryKind.labels[entry.kind])} </span>
        {entry.title}
        {entry.detail && entry.kind !== 'diagnosis' && <span className="hint"> {entry.detail}</span>}
        {entry.abnormal && (
          <span className="flag">
            {t(entry.kind === 'allergy' ? { zh: '注意', en: 'note' } : { zh: '异常', en: 'abnormal' })}
          </span>
        )}
      </span>
    </li>
  )
}
