import { chronicCareContract } from '#care/chronicCare/contract.ts'
import type { Words } from '#kernel/words.ts'
import { Button } from '#web/ui/Button.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import '#web/chronicCare/chronicCare.css'

export type ConfirmDiagnosisProps = {
  readonly residentId: string
  readonly disease: { readonly disease: string; readonly label: Words }
}

/** The doctor's word: the disease is confirmed and its program begins, or it is excluded. What the rule still wants is said. */
export function ConfirmDiagnosis({ residentId, disease }: ConfirmDiagnosisProps) {
  const { t } = useWords()
  const { label } = disease
  const command = useCommand(chronicCareContract.confirmDiagnosis, {
    changes: ['chronicCare', 'duty', `resident:${residentId}`],
    onDone: (_, { decision }) =>
      toast({
        text:
          decision === 'confirmed'
            ? { zh: `已确诊${label.zh},纳入管理`, en: `${label.en} confirmed; the program begins` }
            : { zh: `已排除${label.zh}`, en: `${label.en} excluded` },
      }),
  })
  const { problem } = command
  const wants = problem?.kind === 'refused' && problem.refusal === 'needsDoctor' ? problem.data.needs : []
  const decide = (decision: 'confirmed' | 'excluded') =>
    void command.send({ residentId, disease: disease.disease, decision })
  if (command.answer) {
    return (
      <p className="decided" role="status">
        {command.answer.diseases.some((each) => each.disease === disease.disease && each.status === 'managed')
          ? t({ zh: `${label.zh}已纳入管理`, en: `${label.en}: in the program` })
          : t({ zh: `${label.zh}已排除`, en: `${label.en}: excluded` })}
      </p>
    )
  }
  return (
    <div className="decide">
      <div className="acts">
        <Button tone="primary" isRunning={command.isSending} onClick={() => decide('confirmed')}>
          {t({ zh: `确诊${label.zh},纳入管理`, en: `Confirm ${label.en.toLowerCase()}` })}
        </Button>
        <Button disabled={command.isSending} onClick={() => decide('excluded')}>
          {t({ zh: '排除', en: 'Exclude' })}
        </Button>
      </div>
      <ProblemNote problem={problem} />
      {wants.length > 0 && (
        <ul className="needs">
          {wants.map((need) => (
            <li key={need.text.zh}>
              {t(need.text)}
              {need.by && (
                <>
                  {' '}
                  · {t({ zh: '不晚于', en: 'by' })} <Day on={need.by} />
                </>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
