import type { LifestylePoints } from '#care/chronicCare/contract.ts'
import { Block } from '#web/chronicCare/Block.tsx'
import { Source } from '#web/chronicCare/Why.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'

/** Diet and exercise to speak about, folded by condition; the first lies open. */
export function Lifestyle({ points }: { points: readonly LifestylePoints[] }) {
  const { t } = useWords()
  if (points.length === 0) return null
  return (
    <Block
      title={{ zh: '膳食与运动', en: 'Diet and exercise' }}
      note={t({ zh: '可照着讲给患者', en: 'to tell the patient' })}
    >
      {points.map((each, index) => (
        <details key={each.condition.zh} className="lifestyle" open={index === 0}>
          <summary>
            <Icon name="chevronRight" /> {t(each.condition)}
          </summary>
          <h3>{t({ zh: '吃', en: 'Eating' })}</h3>
          <ul>
            {each.diet.map((point) => (
              <li key={point.zh}>{t(point)}</li>
            ))}
          </ul>
          <h3>{t({ zh: '动', en: 'Moving' })}</h3>
          <ul>
            {each.exercise.map((point) => (
              <li key={point.zh}>{t(point)}</li>
            ))}
          </ul>
          <Source basis={each.basis} />
        </details>
      ))}
    </Block>
  )
}
