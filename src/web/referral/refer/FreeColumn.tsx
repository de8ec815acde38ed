import { capacityKind, type FreeUnit } from '#care/booking/contract.ts'
import type { ColumnProps } from '#web/referral/refer/columns.ts'
import { type Department, type Form, isWished, suits, urgencyOf, type Wish } from '#web/referral/refer/draft.ts'
import { UnitChip } from '#web/referral/refer/UnitChip.tsx'
import { sourceInWords } from '#web/rules/sources.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

/** Where the case belongs by the county's catalog, and what is really free there. */
export function FreeColumn({ form, draft, change, isRefreshing }: ColumnProps & { readonly isRefreshing: boolean }) {
  const { t } = useWords()
  const urgency = urgencyOf(draft, form.criteria)
  const suitable = form.departments.filter((each) => suits(each, urgency))
  const others = form.departments.filter((each) => !suitable.includes(each))
  const shown = suitable.length > 0 ? suitable : others.slice(0, 6)
  const rest = others.filter((each) => !shown.includes(each))
  const line = (department: Department) => (
    <DepartmentLine
      key={department.departmentId}
      department={department}
      kind={form.place?.kind ?? 'slot'}
      isEmergency={urgency === 'emergency'}
      wish={draft.wish}
      onWish={(wish) => change({ wish })}
    />
  )
  return (
    <Section
      title={{ zh: '真正空着的', en: 'What is free' }}
      note={isRefreshing ? t({ zh: '正在按新诊断查找…', en: 'looking again…' }) : undefined}
    >
      <Belongs form={form} hasDiagnosis={draft.diagnosis !== undefined} />
      {form.departments.length === 0 ? (
        <Empty
          icon="slot"
          title={{ zh: '没有可转的医院', en: 'There is no hospital to refer to' }}
          next={{ zh: '可转县外,需审批', en: 'Out of the county is possible with approval' }}
        />
      ) : (
        <ul className="refer-free">{shown.map(line)}</ul>
      )}
      {rest.length > 0 && (
        <details className="refer-rest">
          <summary>{t({ zh: `其他科室 ${rest.length} 个`, en: `${rest.length} other departments` })}</summary>
          <ul className="refer-free">{rest.map(line)}</ul>
        </details>
      )}
    </Section>
  )
}

function Belongs({ form: { place }, hasDiagnosis }: { form: Form; hasDiagnosis: boolean }) {
  const { t } = useWords()
  if (!place) {
    return (
      <p className="refer-belongs hint">
        {hasDiagnosis
          ? t({
              zh: '分级诊疗目录里没有这个诊断,按您的判断选科室',
              en: 'The catalog does not know this diagnosis; choose by your judgement',
            })
          : t({ zh: '先选诊断,就能看到这个病该在哪一级看', en: 'Choose a diagnosis to see where it belongs' })}
      </p>
    )
  }
  return (
    <div className={place.here ? 'refer-belongs here' : 'refer-belongs'}>
      <Icon name={place.here ? 'home' : 'arrowUp'} />
      <div>
        <p>
          <b>{t({ zh: `目录建议在${place.level.zh}处理`, en: `The catalog says: ${place.level.en}` })}</b>
          {place.here && ` · ${t({ zh: '本机构就可以处理', en: 'you may treat it here' })}`}
        </p>
        <p className="hint">
          {t(place.reason)} · {t(sourceInWords(place.source))}
        </p>
      </div>
    </div>
  )
}

type LineProps = {
  readonly department: Department
  readonly kind: FreeUnit['kind']
  readonly isEmergency: boolean
  readonly wish: Wish | undefined
  readonly onWish: (wish: Wish) => void
}

function DepartmentLine({ department, kind, isEmergency, wish, onWish }: LineProps) {
  const { t } = useWords()
  const { departmentId } = department
  const mine = wish?.departmentId === departmentId ? wish : undefined
  const kinds = new Set([kind, ...department.free.map((unit) => unit.kind)])
  return (
    <li className={mine ? 'chosen' : undefined}>
      <p>
        <b>{department.name}</b> <span className="muted">{department.facility}</span>
        {!department.within && <Tag>{t({ zh: '医共体外', en: 'other consortium' })}</Tag>}
      </p>
      <div className="refer-chips">
        {department.free.map((unit) => (
          <UnitChip
            key={unit.sessionId}
            unit={unit}
            isChosen={isWished(mine, unit)}
            onChoose={() => onWish({ departmentId, capacity: { sessionId: unit.sessionId } })}
          />
        ))}
        {department.emergency && isEmergency && (
          <button
            type="button"
            className="refer-chip urgent"
            aria-pressed={mine !== undefined && 'none' in mine.capacity}
            onClick={() => onWish({ departmentId, capacity: { none: true } })}
          >
            <Icon name="ambulance" size={14} /> {t({ zh: '急诊直接送达,不占号', en: 'straight to emergency' })}
          </button>
        )}
        {[...kinds].map((each) => (
          <button
            key={each}
            type="button"
            className="refer-chip line"
            aria-pressed={mine !== undefined && 'waitFor' in mine.capacity && mine.capacity.waitFor === each}
            onClick={() => onWish({ departmentId, capacity: { waitFor: each } })}
          >
            {t({
              zh: `候补${capacityKind.labels[each].zh}`,
              en: `wait for: ${capacityKind.labels[each].en.toLowerCase()}`,
            })}
          </button>
        ))}
      </div>
      {department.free.length === 0 && (
        <p className="hint">{t({ zh: '两周内没有空位', en: 'nothing free for two weeks' })}</p>
      )}
    </li>
  )
}
