import { Link } from 'wouter'
import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { ConfirmDiagnosis } from '#web/chronicCare/ConfirmDiagnosis.tsx'
import { PromptList } from '#web/chronicCare/Prompts.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

/** What chronic care asks for at a desk that treats. Where it cannot be asked the record still can be read. */
export function DeskPrompts({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const asked = useAsk(chronicCareContract.openVisitPrompts, { residentId }, { live: ['chronicCare'] })
  if (!asked.data) return null
  return (
    <PromptList
      prompts={asked.data.prompts}
      act={(prompt) => {
        if (prompt.kind === 'confirm') return <ConfirmDiagnosis residentId={residentId} disease={prompt} />
        if (prompt.kind !== 'followUp') return null
        return (
          <Link href={`/residents/${residentId}/follow-up`} className="button">
            {t({ zh: '现在随访', en: 'Follow up now' })}
          </Link>
        )
      }}
    />
  )
}
