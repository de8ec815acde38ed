import { Block } from '#web/chronicCare/Block.tsx'
import { Ticks } from '#web/chronicCare/form/Chips.tsx'
import type { Writing } from '#web/chronicCare/form/useFollowUp.ts'
import { useWords } from '#web/ui/words.ts'

/** Asked as a whole: one tap says there are none, else those there are. */
export function Symptoms({ form, draft, set, isMissing }: Writing & { readonly isMissing: boolean }) {
  const { t } = useWords()
  const isNone = draft.symptoms?.length === 0
  return (
    <Block
      title={{ zh: '症状', en: 'Symptoms' }}
      isMissing={isMissing}
      act={
        <button
          type="button"
          className="one-tap"
          aria-pressed={isNone}
          onClick={() => set((before) => ({ ...before, symptoms: isNone ? undefined : [] }))}
        >
          {t({ zh: '无不适', en: 'None of these' })}
        </button>
      }
    >
      <Ticks
        label={{ zh: '症状', en: 'Symptoms' }}
        options={form.symptoms.map(({ code, label }) => ({ key: code, name: label }))}
        values={draft.symptoms ?? []}
        onChange={(symptoms) => set((before) => ({ ...before, symptoms: symptoms.length > 0 ? symptoms : undefined }))}
      />
      {isMissing && (
        <p className="reading-wrong">{t({ zh: '请问过症状再保存', en: 'Ask about symptoms before saving' })}</p>
      )}
    </Block>
  )
}
