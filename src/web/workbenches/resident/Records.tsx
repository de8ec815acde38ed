import { useSearchParams } from 'wouter'
import { residentViewContract } from '#care/residentView/contract.ts'
import { visitKind } from '#record/visit/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk, useAskPages } from '#web/wire/ask.ts'
import { Block, Page } from '#web/workbenches/resident/Page.tsx'
import { useHere } from '#web/workbenches/resident/people.ts'

const parts = {
  visits: { zh: '看过的病', en: 'Visits' },
  results: { zh: '检查结果', en: 'Results' },
  medicines: { zh: '药和过敏', en: 'Medicines' },
} as const satisfies Record<string, Text>
type Part = keyof typeof parts

/** What doctors found and said, in plain words. */
export default function Records() {
  const { t } = useWords()
  const [search, setSearch] = useSearchParams()
  const asked = search.get('part')
  const part: Part = asked === 'results' || asked === 'medicines' ? asked : 'visits'
  return (
    <Page title={{ zh: '看病记录', en: 'My record' }}>
      <div className="parts" role="tablist" aria-label={t({ zh: '看什么', en: 'What to see' })}>
        {(Object.keys(parts) as Part[]).map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={each === part}
            onClick={() => setSearch({ part: each }, { replace: true })}
          >
            {t(parts[each])}
          </button>
        ))}
      </div>
      {part === 'visits' && <Visits />}
      {part === 'results' && <Results />}
      {part === 'medicines' && <Medicines />}
    </Page>
  )
}

function Visits() {
  const { t } = useWords()
  const { person } = useHere()
  const asked = useAskPages(residentViewContract.listOwnVisits, { residentId: person.residentId, limit: 10 })
  return (
    <Answered
      asked={asked}
      what={{ zh: '看病记录', en: 'visits' }}
      isEmpty={(visits) => visits.length === 0}
      empty={<Empty icon="stethoscope" title={{ zh: '还没有看病记录', en: 'No visits yet' }} />}
    >
      {(visits) => (
        <>
          {visits.map((visit) => (
            <Block key={visit.visitId}>
              <header className="visit-head">
                <b>
                  <Moment at={visit.at} />
                </b>
                <Tag>{t(visitKind.labels[visit.kind])}</Tag>
              </header>
              <p className="muted">{[visit.facility, visit.who].filter(Boolean).join(' ')}</p>
              {visit.diagnoses.length > 0 && (
                <p className="strong">
                  {t({ zh: '医生说是:', en: 'The doctor found: ' })}
                  {visit.diagnoses.join(t({ zh: '、', en: ', ' }))}
                </p>
              )}
              {visit.complaint && (
                <p>
                  {t({ zh: '您说的:', en: 'You said: ' })}
                  {visit.complaint}
                </p>
              )}
              {visit.advice && (
                <p className="advice">
                  {t({ zh: '医生交代:', en: 'The doctor told you: ' })}
                  {visit.advice}
                </p>
              )}
              {visit.lines.length > 0 && (
                <ul className="own-list">
                  {visit.lines.map((line) => (
                    <li key={`${line.kind} ${line.title} ${line.detail ?? ''}`}>
                      <span>{line.title}</span>
                      <Value detail={line.detail} abnormal={line.abnormal} />
                    </li>
                  ))}
                </ul>
              )}
            </Block>
          ))}
          <MoreOf more={asked.more} />
        </>
      )}
    </Answered>
  )
}

/** A value, and in words whether it is out of what is usual. */
function Value({ detail, abnormal }: { detail: string | null; abnormal: boolean }) {
  const { t } = useWords()
  return (
    <span className="value">
      {detail}
      {abnormal && (
        <Tag tone="amber" icon="alert">
          {t({ zh: '不正常', en: 'Not normal' })}
        </Tag>
      )}
    </span>
  )
}

function Results() {
  const { t } = useWords()
  const { person } = useHere()
  const reports = useAskPages(residentViewContract.listOwnResults, {
    residentId: person.residentId,
    kind: 'diagnosticReport',
    limit: 20,
  })
  const asked = useAskPages(residentViewContract.listOwnResults, {
    residentId: person.residentId,
    kind: 'observation',
    limit: 30,
  })
  return (
    <Answered
      asked={asked}
      what={{ zh: '检查结果', en: 'results' }}
      isEmpty={(items) => items.length === 0 && reports.items.length === 0}
      empty={<Empty icon="tube" title={{ zh: '还没有检查结果', en: 'No results yet' }} />}
    >
      {(items) => (
        <>
          <Block>
            <p className="hint">
              {t({
                zh: '标“不正常”的请问问您的医生,不要自己吃药停药。',
                en: 'Ask your doctor about what is not normal; do not change medicines by yourself.',
              })}
            </p>
            <ul className="own-list results">
              {[...reports.items, ...items].map((line) => (
                <li key={line.entryId}>
                  <span>
                    {line.title}
                    <small>
                      <Moment at={line.at} /> {line.facility}
                    </small>
                  </span>
                  <Value detail={line.detail} abnormal={line.abnormal} />
                </li>
              ))}
            </ul>
          </Block>
          <MoreOf more={asked.more} />
        </>
      )}
    </Answered>
  )
}

function Medicines() {
  const { t } = useWords()
  const { person } = useHere()
  const asked = useAsk(residentViewContract.openOwnMedicines, { residentId: person.residentId })
  return (
    <Answered asked={asked} what={{ zh: '药和过敏', en: 'medicines' }}>
      {({ allergies, medicines }) => (
        <>
          <Block
            title={{ zh: '过敏', en: 'Allergies' }}
            {...(allergies.length > 0 ? { tone: 'cinnabar' as const } : {})}
          >
            {allergies.length === 0 && <p className="calm">{t({ zh: '没有登记过敏', en: 'None on record' })}</p>}
            <ul className="own-list">
              {allergies.map((each) => (
                <li key={each.name}>
                  <span>
                    <Icon name="alert" /> <b>{each.name}</b>
                    {each.reaction && <small>{each.reaction}</small>}
                  </span>
                  {each.serious && <Tag tone="cinnabar">{t({ zh: '严重', en: 'Serious' })}</Tag>}
                </li>
              ))}
            </ul>
            {allergies.length > 0 && (
              <p className="hint">{t({ zh: '看病、拿药时一定先告诉医生', en: 'Tell every doctor first' })}</p>
            )}
          </Block>
          <Block title={{ zh: '现在吃的药', en: 'What I take now' }}>
            {medicines.length === 0 && (
              <p className="calm">{t({ zh: '现在没有在吃的药', en: 'Nothing at present' })}</p>
            )}
            <ul className="own-list">
              {medicines.map((each) => (
                <li key={`${each.name} ${each.at}`}>
                  <span>
                    <b>{each.name}</b>
                    <small>
                      {each.facility} <Moment at={each.at} />
                    </small>
                  </span>
                  <span className="value">{[each.dose, each.frequency].filter(Boolean).join(' ')}</span>
                </li>
              ))}
            </ul>
          </Block>
        </>
      )}
    </Answered>
  )
}

export function MoreOf({ more }: { more: { has: boolean; isLoading: boolean; load: () => void } }) {
  const { t } = useWords()
  if (!more.has) return null
  return (
    <Button wide isRunning={more.isLoading} onClick={more.load}>
      {t({ zh: '再往前看', en: 'Show earlier' })}
    </Button>
  )
}
