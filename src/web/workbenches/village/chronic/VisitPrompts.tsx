import { Link } from 'wouter'
import { chronicCareContract, type VisitPrompt } from '#care/chronicCare/contract.ts'
import { PromptList } from '#web/chronicCare/Prompts.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'

export type VisitPromptsProps = {
  readonly residentId: string
  /** On the record, where the way to the program belongs as well. */
  readonly hasCard?: boolean
}

/** What chronic care asks for while this person is here. Where it cannot be asked the visit still can be written. */
export function VisitPrompts({ residentId, hasCard = false }: VisitPromptsProps) {
  const { t } = useWords()
  const asked = useAsk(chronicCareContract.openVisitPrompts, { residentId }, { live: ['chronicCare'] })
  return (
    <>
      {asked.data && (
        <PromptList prompts={asked.data.prompts} act={(prompt) => <Act residentId={residentId} prompt={prompt} />} />
      )}
      {hasCard && (
        <Link href={`/residents/${residentId}/chronic`} className="row-link in-page">
          <span>{t({ zh: '慢病管理卡', en: 'Chronic care' })}</span>
          <Icon name="chevronRight" />
        </Link>
      )}
    </>
  )
}

const acts = {
  screen: { zh: '现在测', en: 'Measure now' },
  recheck: { zh: '现在复测', en: 'Measure again now' },
  confirm: { zh: '去确诊', en: 'Decide' },
  followUp: { zh: '现在随访', en: 'Follow up now' },
  askAgain: { zh: '再次邀请', en: 'Invite again' },
} as const

const places = {
  screen: 'screening',
  recheck: 'screening',
  confirm: 'chronic',
  followUp: 'follow-up',
  askAgain: 'chronic',
} as const

function Act({ residentId, prompt }: { residentId: string; prompt: VisitPrompt }) {
  const { t } = useWords()
  return (
    <Link href={`/residents/${residentId}/${places[prompt.kind]}`} className="button">
      {t(acts[prompt.kind])}
    </Link>
  )
}
