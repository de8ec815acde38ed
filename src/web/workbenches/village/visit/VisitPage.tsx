import { paperContract } from '#care/paper/contract.ts'
import { visitContract, visitKind } from '#record/visit/contract.ts'
import { PrintLink } from '#web/paper/PrintLink.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { VisitBody } from '#web/workbenches/village/visit/VisitBody.tsx'

/** One visit, wherever it took place. */
export default function VisitPage({ residentId, visitId }: { residentId: string; visitId: string }) {
  const { t } = useWords()
  const asked = useAsk(visitContract.openVisit, { residentId, visitId })
  return (
    <PhonePage
      title={asked.data ? visitKind.labels[asked.data.kind] : { zh: '就诊', en: 'Visit' }}
      back={`/residents/${residentId}`}
    >
      <Answered asked={asked} what={{ zh: '就诊', en: 'the visit' }}>
        {(visit) => (
          <>
            <p className="page-lead">
              <Moment at={visit.startedAt} /> · {visit.facility} {visit.who}
              {visit.firstDoctor &&
                visit.firstDoctor !== visit.who &&
                ` · ${t({ zh: '首诊', en: 'first doctor' })} ${visit.firstDoctor}`}
            </p>
            <VisitBody visit={visit} />
            <PrintLink
              paper={paperContract.openVisitPaper}
              input={{ residentId, visitId }}
              label={{ zh: '打印就诊小结', en: 'Print this visit' }}
            />
          </>
        )}
      </Answered>
    </PhonePage>
  )
}
