import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'

export type UnusualProps = {
  readonly fields: readonly { readonly field: string; readonly value: number; readonly question: Text }[]
  readonly isSending: boolean
  readonly onConfirm: (fields: readonly string[]) => void
}

/** Values that are possible but rare: looked at once more, then saved as they are. */
export function Unusual({ fields, isSending, onConfirm }: UnusualProps) {
  const { t } = useWords()
  return (
    <div className="visit-unusual" role="alert">
      <Icon name="alert" />
      <div className="visit-unusual-values">
        <p>
          <b>{t({ zh: '有数值少见,请再看一眼', en: 'Unusual values; please look again' })}</b>
        </p>
        <ul>
          {fields.map((each) => (
            <li key={each.field}>{t(each.question)}</li>
          ))}
        </ul>
      </div>
      <Button isRunning={isSending} onClick={() => onConfirm(fields.map((each) => each.field))}>
        {t({ zh: '确认无误,保存', en: 'They are right; save' })}
      </Button>
    </div>
  )
}
