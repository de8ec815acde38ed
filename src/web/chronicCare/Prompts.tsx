import type { ReactNode } from 'react'
import type { VisitPrompt } from '#care/chronicCare/contract.ts'
import { promptKind } from '#care/chronicCare/labels.ts'
import { Why } from '#web/chronicCare/Why.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/chronicCare/chronicCare.css'

export type PromptListProps = {
  readonly prompts: readonly VisitPrompt[]
  /** What can be done about one of them here. */
  readonly act?: (prompt: VisitPrompt) => ReactNode
}

/** What should be measured or decided at this visit, and why: 本年未测血压. */
export function PromptList({ prompts, act }: PromptListProps) {
  const { t, language } = useWords()
  if (prompts.length === 0) return null
  return (
    <section className="prompts" aria-label={t({ zh: '今天该做的', en: 'To do at this visit' })}>
      <ul>
        {prompts.map((prompt) => (
          <li key={`${prompt.disease} ${prompt.kind}`}>
            <Icon name={prompt.kind === 'confirm' ? 'stethoscope' : 'gauge'} size={20} />
            <div>
              <p>
                <Tag tone="amber">{t(promptKind.labels[prompt.kind])}</Tag> <b>{t(prompt.label)}</b>{' '}
                {prompt.measure.length > 0 && (
                  <span className="muted">
                    {t({ zh: '测', en: 'measure ' })}
                    {prompt.measure.map((each) => t(each.label)).join(language === 'zh' ? '、' : ', ')}
                  </span>
                )}
              </p>
              <p>
                {t(prompt.why.text)}
                {prompt.dueOn && (
                  <>
                    {' '}
                    · {t({ zh: '不晚于', en: 'by' })} <Day on={prompt.dueOn} />
                  </>
                )}
              </p>
              <Why reasons={[prompt.why]} />
              {act?.(prompt)}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
