import { urgency } from '#care/referral/contract.ts'
import { TermPicker } from '#web/record/visit/TermPicker.tsx'
import { Criteria } from '#web/referral/refer/Criteria.tsx'
import type { ColumnProps } from '#web/referral/refer/columns.ts'
import {
  type As,
  addedTitle,
  partInWords,
  partsOf,
  type SummaryPart,
  severities,
  urgencyOf,
} from '#web/referral/refer/draft.ts'
import { Button } from '#web/ui/Button.tsx'
import { Choices, LongText } from '#web/ui/desk/fields.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'

/** What is known: the case, why it should go, and what travels along. */
export function KnownColumn({ as, ...column }: ColumnProps & { readonly as: As }) {
  const { t } = useWords()
  const { form, draft, change } = column
  const parts = partsOf(draft, form)
  return (
    <div className="refer-known">
      <Section title={{ zh: '什么病', en: 'The case' }}>
        <div className="form-fields">
          {draft.diagnosis ? (
            <p className="refer-diagnosis">
              <span>
                <b>{draft.diagnosis.name}</b> <span className="hint">{draft.diagnosis.code}</span>
              </span>
              <Button
                tone="text"
                onClick={() => change({ diagnosis: undefined, criterion: undefined, wish: undefined })}
              >
                {t({ zh: '换一个诊断', en: 'Another diagnosis' })}
              </Button>
            </p>
          ) : (
            <TermPicker
              kind="diagnosis"
              label={{ zh: '诊断', en: 'Diagnosis' }}
              autoFocus
              onPick={({ code, name }) => change({ diagnosis: { code, name }, criterion: undefined })}
            />
          )}
          <div className="refer-pair">
            <Choices
              columns={2}
              label={{ zh: '病情', en: 'Severity' }}
              value={draft.severity}
              onChoose={(severity) => change({ severity })}
              choices={severities.map(({ key, name }) => ({ value: key, name }))}
            />
            <Choices
              label={{ zh: '多急', en: 'Urgency' }}
              value={urgencyOf(draft, form.criteria)}
              onChoose={(urgency) => change({ urgency })}
              choices={urgency.codes.map((value) => ({ value, name: urgency.labels[value] }))}
            />
          </div>
        </div>
      </Section>
      {as !== 'ask' && (
        <Section title={{ zh: '为什么转', en: 'Why' }}>
          <div className="form-fields">
            <Criteria {...column} />
            <LongText
              label={{ zh: '说给接收方听', en: 'In your words' }}
              {...(draft.criterion
                ? { hint: { zh: '已选指征,可不再写', en: 'Optional: the criterion says why' } }
                : {})}
              placeholder={t({
                zh: '主要问题、已经做了什么、希望对方做什么',
                en: 'The problem, what was done, what is wanted',
              })}
              rows={3}
              maxLength={1000}
              value={draft.reason}
              onText={(reason) => change({ reason })}
            />
          </div>
        </Section>
      )}
      <Section
        title={{ zh: '带去的资料', en: 'What travels along' }}
        note={t({ zh: '取自健康档案,可逐项留下', en: 'from the record; each may stay behind' })}
      >
        <div className="form-fields">
          <Parts {...column} />
          <LongText
            label={{ zh: '现在的情况(可不填)', en: 'The present state, if more' }}
            maxLength={4000}
            value={parts.find(({ title }) => title === addedTitle)?.text ?? ''}
            onText={(text) => change({ summary: withPart(parts, text) })}
          />
        </div>
      </Section>
    </div>
  )
}

function withPart(parts: readonly SummaryPart[], text: string): readonly SummaryPart[] {
  const others = parts.filter(({ title }) => title !== addedTitle)
  return text === '' ? others : [{ title: addedTitle, text }, ...others]
}

function Parts({ form, draft, change }: ColumnProps) {
  const { t } = useWords()
  const parts = partsOf(draft, form)
  const added = parts.filter(({ title }) => title === addedTitle)
  return (
    <ul className="refer-parts">
      {form.summary.map((part) => {
        const name = t(partInWords(part.title))
        const isLeft = !parts.some(({ title }) => title === part.title)
        const kept = form.summary.filter(({ title }) =>
          title === part.title ? isLeft : parts.some((each) => each.title === title),
        )
        return (
          <li key={part.title} className={isLeft ? 'left' : undefined}>
            <span className="name">{name}</span>
            <span>{t({ zh: part.text })}</span>
            <Button
              tone="text"
              aria-label={
                isLeft
                  ? t({ zh: `带上${name}`, en: `Take ${name} along` })
                  : t({ zh: `不带${name}`, en: `Leave ${name}` })
              }
              onClick={() => change({ summary: [...added, ...kept] })}
            >
              {isLeft ? t({ zh: '带上', en: 'Take' }) : t({ zh: '不带', en: 'Leave' })}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
