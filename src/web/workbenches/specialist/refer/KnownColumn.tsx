import { urgency } from '#care/referral/contract.ts'
import { Choices, LongText } from '#web/referral/fields.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'
import { Criteria } from '#web/workbenches/specialist/refer/Criteria.tsx'
import { type As, type ColumnProps, severities, severityWords } from '#web/workbenches/specialist/refer/draft.ts'
import { TermPicker } from '#web/workbenches/specialist/visit/TermPicker.tsx'

/** What is known: the case, why it should go, and what travels along. */
export function KnownColumn({ form, draft, change, as }: ColumnProps & { readonly as: As }) {
  const { t } = useWords()
  return (
    <div className="refer-known">
      <Section title={{ zh: '什么病', en: 'The case' }}>
        <div className="form-fields">
          {draft.diagnosis ? (
            <p className="refer-diagnosis">
              <span>
                <b>{draft.diagnosis.name}</b> <span className="hint">{draft.diagnosis.code}</span>
              </span>
              <Button tone="text" onClick={() => change({ diagnosis: undefined, criterion: undefined })}>
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
              choices={severities.map((value) => ({ value, name: severityWords[value] }))}
            />
            <Choices
              label={{ zh: '多急', en: 'Urgency' }}
              value={draft.urgency}
              onChoose={(chosen) =>
                change({ urgency: chosen, ...(draft.wish?.how === 'none' ? { wish: undefined } : {}) })
              }
              choices={urgency.codes.map((value) => ({ value, name: urgency.labels[value] }))}
            />
          </div>
        </div>
      </Section>
      {as !== 'ask' && (
        <Section title={{ zh: '为什么转', en: 'Why' }}>
          <div className="form-fields">
            <Criteria form={form} draft={draft} change={change} />
            <LongText
              label={{ zh: '说给接收方听', en: 'In your words' }}
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
          <Parts form={form} draft={draft} change={change} />
          <LongText
            label={{ zh: '现在的情况(可不填)', en: 'The present state, if more' }}
            maxLength={4000}
            value={draft.added}
            onText={(added) => change({ added })}
          />
        </div>
      </Section>
    </div>
  )
}

function Parts({ form, draft, change }: ColumnProps) {
  const { t } = useWords()
  return (
    <ul className="refer-parts">
      {form.summary.map(({ title, text }) => {
        const isLeft = draft.left.includes(title)
        const left = isLeft ? draft.left.filter((each) => each !== title) : [...draft.left, title]
        return (
          <li key={title} className={isLeft ? 'left' : undefined}>
            <span className="name">{title}</span>
            <span>{text}</span>
            <Button
              tone="text"
              aria-label={
                isLeft
                  ? t({ zh: `带上${title}`, en: `Take ${title} along` })
                  : t({ zh: `不带${title}`, en: `Leave ${title}` })
              }
              onClick={() => change({ left })}
            >
              {isLeft ? t({ zh: '带上', en: 'Take' }) : t({ zh: '不带', en: 'Leave' })}
            </Button>
          </li>
        )
      })}
    </ul>
  )
}
