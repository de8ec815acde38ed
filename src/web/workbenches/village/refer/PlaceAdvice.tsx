import type { Form } from '#web/referral/refer/draft.ts'
import { sourceInWords } from '#web/rules/sources.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'

/** Where the case belongs, why, and on whose word. */
export function PlaceAdvice({ place }: { place: NonNullable<Form['place']> }) {
  const { t } = useWords()
  return (
    <div className={place.here ? 'place-advice here' : 'place-advice'}>
      <Icon name={place.here ? 'clinic' : 'hospital'} size={20} />
      <div>
        <p>
          <b>
            {place.here
              ? t({ zh: '本机构可以处理', en: 'Can be treated here' })
              : t({ zh: `建议去:${place.level.zh}`, en: `Recommended: ${place.level.en}` })}
          </b>
        </p>
        <p>{t(place.reason)}</p>
        <p className="hint">
          {t({ zh: '来源:', en: 'Source: ' })}
          {t(sourceInWords(place.source))}
        </p>
      </div>
    </div>
  )
}
