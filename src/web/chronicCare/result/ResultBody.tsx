import type { DiseaseResult, FollowUpResult } from '#care/chronicCare/contract.ts'
import { adviceKind } from '#care/chronicCare/labels.ts'
import { Block } from '#web/chronicCare/Block.tsx'
import { Lifestyle } from '#web/chronicCare/result/Lifestyle.tsx'
import { classInWords, classTone } from '#web/chronicCare/saying.ts'
import { Source, Why } from '#web/chronicCare/Why.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'

/** What the follow-up means: the class of each disease, when the next one is, what the guideline says, what to eat and do. */
export function ResultBody({ result }: { result: FollowUpResult }) {
  const { t } = useWords()
  const gaps = result.advice.filter((each) => each.isGap)
  const advice = result.advice.filter((each) => !each.isGap)
  return (
    <>
      <Block
        title={{ zh: '评估结果', en: 'Assessment' }}
        note={t({ zh: '报表分类按国家规范', en: 'the reported class follows the national norm' })}
      >
        <ul className="class-list">
          {result.results.map((each) => (
            <ClassLine key={each.disease} result={each} />
          ))}
        </ul>
        {!result.counts.isValid && (
          <p className="not-counted">
            <Icon name="info" />
            <span>
              {t({ zh: '这次暂不计入规范随访,还缺:', en: 'Not yet counted as a follow-up by the norm; missing: ' })}
              {result.counts.missing.map((each) => t(each)).join(t({ zh: '、', en: ', ' }))}
            </span>
          </p>
        )}
      </Block>
      {gaps.map((gap) => (
        <div key={gap.text.zh} className="gap-line">
          <Icon name="alert" />
          <div>
            <b>{t({ zh: '规范已达标,指南目标未达', en: "The norm's goal is met, the guideline's is not" })}</b>
            <br />
            {t(gap.text)}
            <Why reasons={[{ text: gap.because, basis: gap.basis, edition: gap.edition }]} />
          </div>
        </div>
      ))}
      {advice.length > 0 && (
        <Block
          title={{ zh: '诊疗参考', en: 'For your consideration' }}
          note={t({ zh: '供参考,由医生决定', en: 'information; the doctor decides' })}
        >
          <ul className="advice-list">
            {advice.map((each) => (
              <li key={`${each.disease} ${each.text.zh}`}>
                <Tag>{t(adviceKind.labels[each.kind])}</Tag>
                <div>
                  {t(each.text)}
                  <Why reasons={[{ text: each.because, basis: each.basis, edition: each.edition }]} />
                </div>
              </li>
            ))}
          </ul>
        </Block>
      )}
      <Lifestyle points={result.lifestyle} />
    </>
  )
}

function ClassLine({ result }: { result: DiseaseResult }) {
  const { t } = useWords()
  const tone = result.reportClass === null ? 'plain' : classTone[result.reportClass]
  return (
    <li className={`class-line ${tone}`}>
      <p>
        <b>{t(result.label)}</b> <Tag tone={tone}>{t(classInWords(result.reportClass))}</Tag>
      </p>
      {result.reasons.slice(0, 3).map((each) => (
        <p key={each.text.zh} className="muted">
          {t(each.text)}
        </p>
      ))}
      <p>
        {t({ zh: '下次随访', en: 'Next follow-up' })} <Day on={result.nextDueOn} weekday />
      </p>
      <details className="why">
        <summary>
          <Icon name="info" size={14} /> {t({ zh: '依据', en: 'Why' })}
        </summary>
        <ul>
          {result.reasons.map((each) => (
            <li key={each.text.zh}>
              {t(each.text)}
              <Source basis={each.basis} />
            </li>
          ))}
          <li>
            {t({ zh: '下次日期', en: 'The next date' })}
            <Source basis={result.nextBasis} />
          </li>
        </ul>
      </details>
    </li>
  )
}
