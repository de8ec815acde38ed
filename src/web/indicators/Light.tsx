import { type Figure, light } from '#governance/indicators/contract.ts'
import { aimIn } from '#web/indicators/words.ts'
import { sourceInWords } from '#web/rules/sources.ts'
import { Tag, type Tone } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

export type LightName = NonNullable<Figure['light']>

export const tones: Readonly<Record<LightName, Tone>> = { met: 'pine', near: 'amber', missed: 'cinnabar' }

/** 达标 ≥ 60 %: the light in words with its target. Without a value only the target; without a target nothing. */
export function Light({
  figure: { target, light: shown, unit },
}: {
  figure: Pick<Figure, 'target' | 'light' | 'unit'>
}) {
  const { t } = useWords()
  if (!target) return null
  const aim = aimIn(target, unit)
  const source = t(sourceInWords(target.source))
  return (
    <span className="light" title={t({ zh: `目标依据:${source}`, en: `Target from: ${source}` })}>
      {shown ? (
        <Tag tone={tones[shown]}>
          {t(light.labels[shown])} {t(aim)}
        </Tag>
      ) : (
        <Tag>{t({ zh: `目标 ${aim.zh}`, en: `Target ${aim.en}` })}</Tag>
      )}
    </span>
  )
}
