import type { ColumnProps } from '#web/referral/refer/columns.ts'
import { Line } from '#web/ui/desk/fields.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'

/** Out of the county: named by hand, and decided by whoever the policy names before the patient goes. */
export function OutsideColumn({ draft, change }: Pick<ColumnProps, 'draft' | 'change'>) {
  const { t } = useWords()
  return (
    <Section title={{ zh: '去县外哪里', en: 'Where outside' }}>
      <div className="form-fields">
        <Line
          label={{ zh: '医院和科室', en: 'Hospital and department' }}
          placeholder={t({ zh: '如 省立医院 心脏外科', en: 'e.g. provincial hospital, heart surgery' })}
          maxLength={100}
          value={draft.place}
          onText={(place) => change({ place })}
        />
        <div className="refer-belongs">
          <Icon name="info" />
          <div>
            <p>
              {t({
                zh: '提交后由牵头医院审批;批准前请患者不要动身',
                en: 'The lead hospital decides; the patient waits for that',
              })}
            </p>
            <p className="hint">
              {t({ zh: '急危重症先救治,可走 120,事后补办', en: 'In danger of life treat first and file later' })}
            </p>
          </div>
        </div>
      </div>
    </Section>
  )
}
