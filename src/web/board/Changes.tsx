import type { Board } from '#governance/board/contract.ts'
import { moved, nameOf, valueIn } from '#web/board/words.ts'
import { saySupply } from '#web/duty/supply.ts'
import { change } from '#web/ui/figures.ts'
import { Section } from '#web/ui/Section.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

/** What moved most since the period before. */
export function Changes({ board, compared }: { board: Board; compared: { zh: string; en: string } }) {
  const { t, language } = useWords()
  return (
    <Section title={{ zh: '有什么变化', en: 'What changed' }} note={t(compared)}>
      {board.changes.length === 0 ? (
        <p className="hint">{t({ zh: '没有明显变化,或记录太少', en: 'Nothing moved much, or too few records' })}</p>
      ) : (
        <ul className="changes">
          {board.changes.map(({ key, direction, form, before, now }) => {
            const by = moved(form, now, before)
            return (
              <li key={`${key} ${direction}`}>
                <b>{t(nameOf(key, direction))}</b>
                <span>
                  {valueIn(form, before, language)} → {valueIn(form, now, language)}
                </span>
                {by && (
                  <span className="hint">
                    {change(by.by, 1)} {t(by.unit)}
                  </span>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </Section>
  )
}

/** Reserved units that run dry: whoever runs the capacity has a duty for each. */
export function LowSupply({ board }: { board: Board }) {
  const { t } = useWords()
  if (board.supply.length === 0) return null
  return (
    <Section
      title={{ zh: '预留号位快用完', en: 'Reserved units running out' }}
      count={board.supply.length}
      note={t({
        zh: '已成为号源床位管理员的待办,补充后自己消失',
        en: 'each is a duty of the capacity manager and ends when units are added',
      })}
    >
      <ul className="changes">
        {board.supply.map((each) => (
          <li key={`${each.departmentId} ${each.kind}`}>
            <Tag tone={each.left === 0 ? 'cinnabar' : 'amber'}>
              {each.left === 0 ? t({ zh: '已用完', en: 'Gone' }) : t({ zh: '不足', en: 'Low' })}
            </Tag>
            <span>
              {each.facility} · {t(saySupply(each))}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
