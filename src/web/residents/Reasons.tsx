import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/residents/matching.css'

/** What agrees and what differs between two descriptions of a person; a sign and a word, never colour alone. */
export function Reasons({ because }: { because: readonly (Text & { agrees: boolean })[] }) {
  const { t } = useWords()
  return (
    <ul className="reasons">
      {because.map((why) => (
        <li key={t(why)} className={why.agrees ? 'agrees' : 'differs'}>
          <Icon name={why.agrees ? 'check' : 'alert'} size={14} />
          <span>{t(why)}</span>
        </li>
      ))}
    </ul>
  )
}
