import { Link } from 'wouter'
import type { PlaceCard } from '#governance/indicators/contract.ts'
import { placeIn } from '#web/indicators/words.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'

/** From the widest place one may see down to this one; each above is a step back up. */
export function PlacePath({ path, hrefOf }: { path: readonly PlaceCard[]; hrefOf: (placeId: number) => string }) {
  const { t } = useWords()
  return (
    <nav className="place-path" aria-label={t({ zh: '所在范围', en: 'Where this is' })}>
      <ol>
        {path.map((place, index) => (
          <li key={place.placeId}>
            {index > 0 && <Icon name="chevronRight" size={12} />}
            {index === path.length - 1 ? (
              <b aria-current="location">{t(placeIn(place))}</b>
            ) : (
              <Link href={hrefOf(place.placeId)}>{t(placeIn(place))}</Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
