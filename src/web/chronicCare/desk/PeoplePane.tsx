import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { panelFilter } from '#care/chronicCare/labels.ts'
import { ExportPeople } from '#web/chronicCare/desk/ExportPeople.tsx'
import { ManagedPane } from '#web/chronicCare/desk/ManagedPane.tsx'
import type { Panel, PanelPerson, Which } from '#web/chronicCare/desk/panel.ts'
import { governsCounty, opensManaged } from '#web/chronicCare/reach.ts'
import { classInWords, classTone, lastInWords, lateInWords } from '#web/chronicCare/saying.ts'
import { Button } from '#web/ui/Button.tsx'
import { useInAddress } from '#web/ui/desk/address.ts'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'

export type PeoplePaneProps = {
  readonly which: Which
  readonly year: number
  readonly panel: Panel | undefined
  readonly onClose: () => void
}

/** The people a figure counted; whoever may opens one of them in place. */
export function PeoplePane({ which, year, panel, onClose }: PeoplePaneProps) {
  const { t } = useWords()
  const { role } = useMe()
  const [who, open] = useInAddress('who')
  const input = {
    filter: which.filter,
    disease: which.disease,
    year,
    ...(which.facilityId ? { facilityId: which.facilityId } : {}),
  }
  const isCounty = governsCounty(role)
  const page = { ...input, limit: 50 }
  const own = useAskPages(chronicCareContract.listPanel, page, { live: ['chronicCare'], when: !isCounty })
  const county = useAskPages(chronicCareContract.listCountyPanel, page, { live: ['chronicCare'], when: isCounty })
  const asked = isCounty ? county : own
  const disease = panel?.total.find((each) => each.disease === which.disease)
  const place = panel?.facilities.find((each) => each.facilityId === which.facilityId)?.facility
  if (who && opensManaged(role)) {
    return (
      <>
        <Button tone="text" icon="chevronLeft" onClick={() => open(undefined)}>
          {t({ zh: '回到名单', en: 'Back to the list' })}
        </Button>
        <ManagedPane managedId={who} />
      </>
    )
  }
  return (
    <div className="people-pane">
      <header>
        <h2>
          {disease && t(disease.label)} · {t(panelFilter.labels[which.filter])}
        </h2>
        <Button tone="text" icon="close" aria-label={t({ zh: '关闭名单', en: 'Close the list' })} onClick={onClose} />
      </header>
      <p className="hint">{[place, t({ zh: `${year} 年`, en: `${year}` })].filter(Boolean).join(' · ')}</p>
      <ExportPeople
        input={input}
        isCounty={isCounty}
        name={[disease?.label.zh, panelFilter.labels[which.filter].zh, place, year].filter(Boolean).join('-')}
      />
      <Answered asked={asked} rows={6} empty={<Empty title={{ zh: '没有人', en: 'Nobody' }} />}>
        {(people) => (
          <ol className="people-list">
            {people.map((person) => (
              <Person
                key={person.managedId}
                card={person}
                disease={which.disease}
                onOpen={opensManaged(role) ? () => open(person.managedId) : undefined}
              />
            ))}
          </ol>
        )}
      </Answered>
      {asked.more.has && (
        <Button tone="text" isRunning={asked.more.isLoading} onClick={asked.more.load}>
          {t({ zh: '后面还有,接着取', en: 'Load more' })}
        </Button>
      )}
    </div>
  )
}

type PersonProps = { readonly card: PanelPerson; readonly disease: string; readonly onOpen: (() => void) | undefined }

function Person({ card, disease, onOpen }: PersonProps) {
  const { t, language } = useWords()
  const program = card.diseases.find((each) => each.disease === disease)
  const standard = card.standard.find((each) => each.disease === disease)
  const line = <PersonLine person={{ ...card.person, place: card.person.village }} />
  return (
    <li>
      {onOpen ? (
        <button type="button" onClick={onOpen}>
          {line}
        </button>
      ) : (
        line
      )}
      <p>
        {program?.status === 'managed' && (
          <Tag tone={program.reportClass ? classTone[program.reportClass] : 'plain'}>
            {program.lastOn ? t(classInWords(program.reportClass)) : t({ zh: '还没有随访', en: 'No follow-up yet' })}
          </Tag>
        )}{' '}
        {card.next && card.next.daysOverdue > 0 && <Tag tone="cinnabar">{t(lateInWords(card))}</Tag>}{' '}
        <span className="muted">{lastInWords(card, language)}</span>
      </p>
      {standard && (
        <p className="hint">
          {standard.missing.length > 0
            ? `${t({ zh: '还缺', en: 'missing' })} ${standard.missing.map(t).join(language === 'zh' ? '、' : ', ')}`
            : t({ zh: `有效随访 ${standard.validFollowUps} 次`, en: `${standard.validFollowUps} valid follow-ups` })}
          {' · '}
          {card.facility}
        </p>
      )}
    </li>
  )
}
