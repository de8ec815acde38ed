import type { CSSProperties } from 'react'
import { Link } from 'wouter'
import { type Figure, light, type Opened } from '#governance/indicators/contract.ts'
import { tones } from '#web/indicators/Light.tsx'
import { shareOf } from '#web/indicators/under/tint.ts'
import { aimIn, placeIn, unknownIn, valueIn } from '#web/indicators/words.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'

export type TownshipMapProps = {
  readonly opened: Opened
  readonly hrefOf: (placeId: number) => string
  /** Many townships: small tiles over the whole width. */
  readonly isWide: boolean
}

/** A schematic map: no borders are known here, so a tile a township, beside the others of its consortium. */
export function TownshipMap({ opened, hrefOf, isWide }: TownshipMapProps) {
  const { t } = useWords()
  const { figure, townships } = opened
  const groups = byConsortium(townships)
  const all = townships.map((each) => each.value)
  return (
    <div className={isWide ? 'township-map wide' : 'township-map'}>
      {groups.map(([within, tiles]) => (
        <section key={within} aria-label={within || t({ zh: '不属于医共体', en: 'In no consortium' })}>
          {groups.length > 1 && <h3>{within || t({ zh: '不属于医共体', en: 'In no consortium' })}</h3>}
          <ul>
            {tiles.map((tile) => (
              <Tile
                key={tile.place.placeId}
                tile={tile}
                figure={figure}
                share={shareOf(tile.value, all)}
                href={hrefOf(tile.place.placeId)}
              />
            ))}
          </ul>
        </section>
      ))}
      <Legend opened={opened} />
    </div>
  )
}

type Tiles = Opened['townships']

function byConsortium(townships: Tiles): readonly (readonly [string, Tiles])[] {
  const names = [...new Set(townships.map((each) => each.within ?? ''))]
  return names.map((name) => [name, townships.filter((each) => (each.within ?? '') === name)])
}

type TileProps = {
  readonly tile: Opened['townships'][number]
  readonly figure: Figure
  readonly share: number | null
  readonly href: string
}

function Tile({ tile, figure, share, href }: TileProps) {
  const { t, language } = useWords()
  const shown = tile.light
  // Without a target the shade says how high; the browsers of old desks mix no colors, so it is laid under the words.
  const shade = figure.target || share === null ? undefined : ({ '--shade': share } as CSSProperties)
  return (
    <li className={shown ?? (tile.value === null ? 'unknown' : 'plain')} style={shade}>
      <Link href={href}>
        <span>{t(placeIn(tile.place))}</span>
        {tile.value === null ? (
          <small title={t(unknownIn(tile))}>{t(unknownIn(tile))}</small>
        ) : (
          <b>
            {valueIn(figure.unit, tile.value, language)}
            {shown && shown !== 'met' && (
              <Icon name={shown === 'missed' ? 'chevronDown' : 'minus'} size={12} label={light.labels[shown]} />
            )}
          </b>
        )}
      </Link>
    </li>
  )
}

function Legend({ opened: { figure, townships } }: { opened: Opened }) {
  const { t } = useWords()
  const { target, unit } = figure
  if (!target)
    return (
      <p className="hint">
        {t({
          zh: '没有目标:颜色越深数值越高。点乡镇看它的指标。',
          en: 'No target: the darker the higher. Open a township for its figures.',
        })}
      </p>
    )
  const count = (name: (typeof light.codes)[number]) => townships.filter((each) => each.light === name).length
  return (
    <p className="hint legend">
      {t({ zh: `目标 ${aimIn(target, unit).zh}`, en: `Target ${aimIn(target, unit).en}` })}
      {light.codes.map((name) => (
        <Tag key={name} tone={tones[name]}>
          {t(light.labels[name])} {count(name)}
        </Tag>
      ))}
      {t({ zh: '点乡镇看它的指标', en: 'Open a township for its figures' })}
    </p>
  )
}
