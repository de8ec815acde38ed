import { useState } from 'react'
import { change, type DischargePack, type PackPart, packParts, referralContract } from '#care/referral/contract.ts'
import { WayHome } from '#web/chronicCare/result/WayHome.tsx'
import { baseKinds, FacilityPicker } from '#web/facility/FacilityPicker.tsx'
import { mayTreat } from '#web/record/reach.ts'
import { ActForm } from '#web/referral/acts/ActForm.tsx'
import { type ActProps, onRow, useAct } from '#web/referral/useReferral.ts'
import { useStepClock } from '#web/rules/inForce.ts'
import { Button } from '#web/ui/Button.tsx'
import { Line, LongText, Pick, Tick } from '#web/ui/desk/fields.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import type { AnyProblem } from '#web/wire/problem.ts'
import { useMe } from '#web/wire/session.ts'

type Medicine = DischargePack['medications'][number]

/** Written texts of the pack, in the order the base reads them; the medicines stand between. */
const before = ['diagnosis', 'findings', 'treatment'] as const
const after = ['plan', 'rehabilitation', 'followUp', 'returnWhen'] as const

const hints: Partial<Record<PackPart, Text>> = {
  plan: { zh: '基层接下来做什么', en: 'What the base does next' },
  followUp: { zh: '谁、什么时候、看什么', en: 'Who, when, what to look at' },
  returnWhen: { zh: '出现什么就要马上回来', en: 'What must bring them back at once' },
}

export function SendHomeForm({ card, onDone, onCancel }: ActProps) {
  const { t } = useWords()
  const { role } = useMe()
  const within = useStepClock()
  const [pack, setPack] = useState<DischargePack>(() => card.pack ?? startOf(card))
  const [isElsewhere, setElsewhere] = useState(false)
  const [toFacilityId, setFacility] = useState<string>()
  const command = useAct(referralContract.sendHome, 'sendHome', onDone)
  const missing = missingIn(command.problem)
  const lacks = (name: PackPart): Text | undefined =>
    missing.includes(name) && isEmpty(pack, name) ? { zh: '还缺这一项', en: 'This is still missing' } : undefined

  function text(name: Exclude<PackPart, 'medications'>) {
    return (
      <LongText
        key={name}
        label={packParts[name]}
        {...(hints[name] ? { hint: hints[name] } : {})}
        wrong={lacks(name)}
        value={pack[name]}
        onText={(said) => setPack({ ...pack, [name]: said })}
        maxLength={name === 'diagnosis' ? 500 : 2000}
      />
    )
  }

  return (
    <ActForm
      title={{ zh: `${card.person.name} 的出院信息包`, en: `Discharge pack of ${card.person.name}` }}
      act={{ zh: '下转回家', en: 'Send home' }}
      willHappen={[
        isElsewhere
          ? { zh: '信息包交给所选的基层机构', en: 'The pack goes to the facility chosen' }
          : {
              zh: '信息包交给患者家门口的基层机构',
              en: 'The pack goes to the facility at the base where the patient lives',
            },
        {
          zh: `那里${within('acceptReturn').zh}接住,接住后${within('firstContact').zh}上门,再登记 14 天结果`,
          en: `It takes over${within('acceptReturn').en}, makes contact${within('firstContact').en} and records the 14-day outcome`,
        },
        { zh: '上转这一段结束,不能撤回', en: 'The way up ends; this cannot be taken back' },
      ]}
      isRunning={command.isSending}
      problem={command.problem}
      onCancel={onCancel}
      onSubmit={() => {
        const medications = pack.medications.filter((each) => each.name.trim() !== '' && each.dose.trim() !== '')
        command.act({
          ...onRow(card),
          pack: { ...pack, medications },
          ...(isElsewhere && toFacilityId ? { toFacilityId } : {}),
        })
      }}
    >
      {mayTreat(role) && <WayHome residentId={card.residentId} diagnosis={card.diagnosis.code} />}
      {before.map(text)}
      <Medicines pack={pack} wrong={lacks('medications')} onPack={setPack} />
      {after.map(text)}
      <div>
        <Tick
          label={{ zh: '不回家门口,交给另一家基层机构', en: 'To another facility at the base' }}
          checked={isElsewhere}
          onTick={setElsewhere}
        />
        {isElsewhere && (
          <FacilityPicker
            label={{ zh: '交给', en: 'To' }}
            kinds={baseKinds}
            value={toFacilityId}
            onPick={setFacility}
          />
        )}
      </div>
      <p className="hint">{t({ zh: '“康复与照护”可以不填,其余都要有', en: 'All but rehabilitation is needed' })}</p>
    </ActForm>
  )
}

type MedicinesProps = { pack: DischargePack; wrong: Text | undefined; onPack: (pack: DischargePack) => void }

function Medicines({ pack, wrong, onPack }: MedicinesProps) {
  const { t } = useWords()
  const { medications } = pack

  function put(index: number, over: Partial<Medicine>) {
    onPack({ ...pack, medications: medications.map((each, at) => (at === index ? { ...each, ...over } : each)) })
  }

  return (
    <fieldset className={wrong ? 'choices wrong' : 'choices'}>
      <legend>{t(packParts.medications)}</legend>
      <div className="medicines">
        {medications.map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has no other identity while it is written
          <div key={index} className="medicine">
            <Line
              label={{ zh: '药名', en: 'Name' }}
              value={each.name}
              onText={(name) => put(index, { name })}
              maxLength={100}
            />
            <Line
              label={{ zh: '用法', en: 'Dose' }}
              value={each.dose}
              onText={(dose) => put(index, { dose })}
              maxLength={100}
            />
            <Pick
              label={{ zh: '较前', en: 'Change' }}
              value={each.change}
              onPick={(code) => put(index, { change: code })}
              choices={change.codes.map((code) => ({ value: code, name: change.labels[code] }))}
            />
            <Button
              icon="trash"
              aria-label={t({ zh: `去掉第 ${index + 1} 行`, en: `Remove line ${index + 1}` })}
              onClick={() => onPack({ ...pack, medications: medications.filter((_, at) => at !== index) })}
            />
          </div>
        ))}
        <div className="none-or-more">
          {!pack.noMedication && (
            <Button
              tone="text"
              icon="plus"
              onClick={() => onPack({ ...pack, medications: [...medications, { name: '', dose: '', change: 'new' }] })}
            >
              {t({ zh: '加一种药', en: 'Add a medicine' })}
            </Button>
          )}
          {medications.length === 0 && (
            <Tick
              label={{ zh: '不带药', en: 'No medicines' }}
              checked={pack.noMedication}
              onTick={(noMedication) => onPack({ ...pack, noMedication })}
            />
          )}
        </div>
      </div>
      {wrong && (
        <p className="field-said">
          <Icon name="alert" size={14} /> {t(wrong)}
        </p>
      )}
    </fieldset>
  )
}

function startOf(card: ActProps['card']): DischargePack {
  return {
    diagnosis: card.diagnosis.name,
    findings: '',
    treatment: card.treatment ?? '',
    medications: [],
    noMedication: false,
    plan: '',
    rehabilitation: '',
    followUp: '',
    returnWhen: '',
  }
}

function isEmpty(pack: DischargePack, name: PackPart): boolean {
  return name === 'medications' ? pack.medications.length === 0 && !pack.noMedication : pack[name].trim() === ''
}

function missingIn(problem: AnyProblem | undefined): readonly string[] {
  if (problem?.kind !== 'refused' || problem.refusal !== 'packIncomplete') return []
  return (problem.data as { missing: readonly string[] }).missing
}
