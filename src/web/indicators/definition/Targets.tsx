import { useState } from 'react'
import type { Opened } from '#governance/indicators/contract.ts'
import type { Words } from '#kernel/words.ts'
import { SetTarget } from '#web/indicators/definition/SetTarget.tsx'
import { statusIn } from '#web/indicators/definition/status.ts'
import { decidesFigures } from '#web/indicators/reach.ts'
import { aimIn } from '#web/indicators/words.ts'
import { sourceInWords } from '#web/rules/sources.ts'
import { Button } from '#web/ui/Button.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day, Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useMe } from '#web/wire/session.ts'

/** Every target there was with its day, its source and its reason; whoever decides sets the next one. */
export function Targets({ opened }: { opened: Opened }) {
  const { t } = useWords()
  const { role } = useMe()
  const [isSetting, set] = useState(false)
  const { targets, unit } = opened.definition
  if (targets.length === 0) return null
  return (
    <Section
      title={{ zh: '目标值的沿革', en: 'Targets over time' }}
      tools={
        decidesFigures(role) && (
          <Button onClick={() => set(true)}>{t({ zh: '调整目标', en: 'Change the target' })}</Button>
        )
      }
    >
      <ol className="targets">
        {targets.map((target) => (
          <li key={`${target.from} ${target.value} ${target.source} ${target.at}`}>
            <span>
              {t({ zh: '', en: 'from' })} <Day on={target.from} /> {t({ zh: '起', en: '' })}
            </span>
            <span>
              <b>{t(aimIn(target, unit))}</b>
              <span className="of">{t(forWhom(target.scope))}</span>
            </span>
            <span>
              {t(sourceInWords(target.source))}{' '}
              <Tag tone={statusIn[target.status].tone}>{t(statusIn[target.status].name)}</Tag>
              {target.reason && (
                <span className="of">{t({ zh: `理由:${target.reason}`, en: `Why: ${target.reason}` })}</span>
              )}
              {target.at && (
                <span className="of">
                  {target.by
                    ? t({ zh: `由${target.by}设定`, en: `Set by ${target.by}` })
                    : t({ zh: '设定', en: 'Set' })}{' '}
                  · <Moment at={target.at} />
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
      {isSetting && <SetTarget opened={opened} onClose={() => set(false)} />}
    </Section>
  )
}

/** Whom a target holds for. */
function forWhom(scope: Opened['definition']['targets'][number]['scope']): Words {
  if (!scope) return { zh: '国家或上级', en: 'nation or above' }
  if (scope.level === 'county') return { zh: '全县', en: 'whole county' }
  return scope.name ? { zh: scope.name, en: scope.name } : { zh: '一个机构', en: 'one facility' }
}
