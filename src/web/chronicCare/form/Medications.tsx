import type { Medication } from '#care/chronicCare/contract.ts'
import { Block } from '#web/chronicCare/Block.tsx'
import type { Writing } from '#web/chronicCare/form/useFollowUp.ts'
import { Button } from '#web/ui/Button.tsx'
import { Field } from '#web/ui/Field.tsx'
import { useWords } from '#web/ui/words.ts'

const added: Medication = { name: '' }

/** What is being taken: kept in one tap, or changed line by line. What is prescribed anew is written at a visit. */
export function Medications({ form, draft, set, isMissing }: Writing & { readonly isMissing: boolean }) {
  const { t } = useWords()
  const { medications } = draft
  const isKept = medications === 'unchanged'
  const lines = Array.isArray(medications) ? (medications as readonly Medication[]) : undefined
  const shown = lines ?? form.medications
  const write = (next: readonly Medication[]) => set((before) => ({ ...before, medications: next }))
  const change = (at: number, part: Partial<Medication>) =>
    write(shown.map((each, index) => (index === at ? { ...each, ...part } : each)))
  return (
    <Block
      title={{ zh: '目前用药', en: 'Medicines now' }}
      isMissing={isMissing}
      act={
        <button
          type="button"
          className="one-tap"
          aria-pressed={isKept}
          onClick={() => set((before) => ({ ...before, medications: isKept ? undefined : 'unchanged' }))}
        >
          {form.medications.length > 0
            ? t({ zh: '用药未变', en: 'Unchanged' })
            : t({ zh: '没有用药', en: 'Takes none' })}
        </button>
      }
    >
      {lines === undefined && form.medications.length > 0 && (
        <ul className={isKept ? 'taking taken' : 'taking'}>
          {form.medications.map((each) => (
            <li key={`${each.code} ${each.name}`}>
              {each.name} <span className="muted">{[each.dose, each.frequency].filter(Boolean).join(' ')}</span>
            </li>
          ))}
        </ul>
      )}
      {lines?.map((each, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity while its name is typed
        <div key={index} className="taking-line">
          <Field
            label={{ zh: '药名', en: 'Medicine' }}
            value={each.name}
            maxLength={100}
            onChange={(event) => change(index, { name: event.target.value })}
          />
          <Field
            label={{ zh: '每次用量', en: 'Dose' }}
            value={each.dose ?? ''}
            maxLength={50}
            placeholder={t({ zh: '如 5 mg', en: 'e.g. 5 mg' })}
            onChange={(event) => change(index, { dose: event.target.value })}
          />
          <Field
            label={{ zh: '频次', en: 'How often' }}
            value={each.frequency ?? ''}
            maxLength={50}
            placeholder={t({ zh: '如 每日一次', en: 'e.g. once a day' })}
            onChange={(event) => change(index, { frequency: event.target.value })}
          />
          <Button tone="text" icon="close" onClick={() => write(shown.filter((_, at) => at !== index))}>
            {each.name ? t({ zh: `停用 ${each.name}`, en: `Stopped ${each.name}` }) : t({ zh: '去掉', en: 'Remove' })}
          </Button>
        </div>
      ))}
      <button
        type="button"
        className="text-act"
        onClick={() => write(lines ? [...lines, added] : form.medications.length > 0 ? form.medications : [added])}
      >
        {lines || form.medications.length === 0
          ? t({ zh: '加一种药', en: 'Add a medicine' })
          : t({ zh: '用药有变化', en: 'Something changed' })}
      </button>
      {isMissing && (
        <p className="reading-wrong">{t({ zh: '请确认用药有没有变化', en: 'Say whether the medicines changed' })}</p>
      )}
    </Block>
  )
}
