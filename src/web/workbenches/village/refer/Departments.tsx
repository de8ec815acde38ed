import type { Urgency } from '#care/referral/contract.ts'
import { type Department, suits, type UnitKind, type Wish } from '#web/referral/refer/draft.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import { OtherKind, Units } from '#web/workbenches/village/refer/Units.tsx'

export type DepartmentsProps = {
  readonly departments: readonly Department[]
  /** What the recommended place needs; undefined before a diagnosis. */
  readonly kind: UnitKind | undefined
  readonly urgency: Urgency
  readonly wish: Wish | undefined
  readonly onWish: (wish: Wish) => void
}

const kinds = ['slot', 'bed', 'exam'] as const satisfies readonly UnitKind[]

/** The departments in order of suitability, each with what is free; the others stay folded. */
export function Departments({ departments, kind, urgency, wish, onWish }: DepartmentsProps) {
  const { t } = useWords()
  const isFirst = (each: Department) => suits(each, urgency)
  const first = departments.filter(isFirst)
  const others = departments.filter((each) => !isFirst(each))
  const open = first.find((each) => each.within) ?? first[0]
  const shown = (each: Department) => (
    <DepartmentBox
      key={each.departmentId}
      department={each}
      kind={kind}
      urgency={urgency}
      isOpen={each === open}
      wish={wish}
      onWish={onWish}
    />
  )
  return (
    <div className="departments">
      {first.map(shown)}
      {first.length === 0 && (
        <p className="hint">
          {t({
            zh: '选了诊断后,对口科室会排在最前',
            en: 'Once a diagnosis is chosen the suitable departments come first',
          })}
        </p>
      )}
      {others.length > 0 && (
        <details className="fold" open={first.length === 0}>
          <summary>
            <Icon name="chevronRight" />{' '}
            {t({ zh: `其他科室 ${others.length}`, en: `${others.length} other departments` })}
          </summary>
          {others.map(shown)}
        </details>
      )}
    </div>
  )
}

type BoxProps = Omit<DepartmentsProps, 'departments'> & { readonly department: Department; readonly isOpen: boolean }

function DepartmentBox({ department, kind, urgency, isOpen, wish, onWish }: BoxProps) {
  const { t } = useWords()
  const { departmentId, free } = department
  const present = kinds.filter((each) => free.some((unit) => unit.kind === each))
  const waitFor = kind ?? 'slot'
  const isWished = wish?.departmentId === departmentId
  const least = free[0]
  return (
    <details className="department" open={isOpen || isWished}>
      <summary>
        <Icon name="chevronRight" />
        <span>
          <b>{department.name}</b> <span className="muted">{department.facility}</span>
        </span>
        <span className="marks">
          {department.suitable && <Tag tone="pulse">{t({ zh: '对口', en: 'suitable' })}</Tag>}
          {!department.within && <Tag>{t({ zh: '医共体外', en: 'outside' })}</Tag>}
          {!least && <Tag tone="amber">{t({ zh: '暂无空位', en: 'full' })}</Tag>}
        </span>
      </summary>
      <div className="department-body">
        {urgency === 'emergency' && (
          <Pick
            isChosen={isWished && 'none' in wish.capacity}
            name={t({ zh: '急诊直送,不占号', en: 'Emergency: go at once, no unit' })}
            note={t({ zh: '对方立即收到', en: 'they are told at once' })}
            onPick={() => onWish({ departmentId, capacity: { none: true } })}
          />
        )}
        {present.map((each) => (
          <Units key={each} kind={each} units={free.filter((unit) => unit.kind === each)} wish={wish} onWish={onWish} />
        ))}
        {kind && (
          <OtherKind departmentId={departmentId} kind={kind === 'bed' ? 'slot' : 'bed'} wish={wish} onWish={onWish} />
        )}
        <Pick
          isChosen={isWished && 'waitFor' in wish.capacity}
          name={t(
            waitFor === 'bed'
              ? { zh: '加入床位候补', en: 'Wait for a bed' }
              : { zh: '加入门诊号候补', en: 'Wait for a slot' },
          )}
          note={t({ zh: '有空位时自动占用并通知', en: 'the next free unit is kept for you' })}
          onPick={() => onWish({ departmentId, capacity: { waitFor } })}
        />
      </div>
    </details>
  )
}

function Pick({ isChosen, name, note, onPick }: { isChosen: boolean; name: string; note: string; onPick: () => void }) {
  return (
    <label className="chip wide-chip">
      <input type="radio" name="unit" checked={isChosen} onChange={onPick} />
      <span>
        {name}
        <small>{note}</small>
      </span>
    </label>
  )
}
