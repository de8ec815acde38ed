import { useState } from 'react'
import { useLocation } from 'wouter'
import { insurance, priorityGroup, residentContract, sex } from '#registry/resident/contract.ts'
import { Reasons } from '#web/residents/Reasons.tsx'
import { Button } from '#web/ui/Button.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Field } from '#web/ui/Field.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { PhoneDay } from '#web/ui/phone/PhoneDay.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'
import { useMe } from '#web/wire/session.ts'
import { Choice } from '#web/workbenches/village/parts/Choice.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import { Elsewhere } from '#web/workbenches/village/residents/Elsewhere.tsx'
import { MaybeKnown } from '#web/workbenches/village/residents/MaybeKnown.tsx'
import {
  isWholeNumber,
  type Missing,
  missingIn,
  newRegistration,
  numberProblem,
  type Registration,
  toSend,
  withNumber,
} from '#web/workbenches/village/residents/registration.ts'

/** Enters a person into the county: the number first, because it knows the rest and finds who is known already. */
export default function RegisterResident() {
  const { t } = useWords()
  const on = today(useNow(3600))
  const me = useMe()
  const [, go] = useLocation()
  const [form, setForm] = useState(() => newRegistration(me.facility.replace(/卫生室$/, '')))
  const [isTried, tried] = useState(false)
  const register = useCommand(residentContract.registerResident, {
    onDone: (person) => {
      toast({
        text: {
          zh: `已登记 ${person.name},可以记录就诊了`,
          en: `${person.name} is registered; you can record a visit`,
        },
      })
      go(`/residents/${person.residentId}`, { replace: true })
    },
  })
  const missing = missingIn(form, on)
  const shown: Missing = isTried ? missing : {}
  const refused = register.problem?.kind === 'refused' ? register.problem : undefined
  const clash = refused?.refusal === 'alreadyKnown' ? refused.data.card : undefined
  const doubtful = refused?.refusal === 'maybeKnown' ? refused.data.cards : undefined

  function set(part: Partial<Registration>) {
    setForm({ ...form, ...part })
  }

  function submit() {
    tried(true)
    if (Object.keys(missing).length === 0) void register.send(toSend(form))
  }

  return (
    <PhonePage
      title={{ zh: '登记居民', en: 'Register a resident' }}
      back="/residents"
      foot={
        <Button tone="primary" wide isRunning={register.isSending} onClick={submit}>
          {t({ zh: '登记', en: 'Register' })}
        </Button>
      }
    >
      <Part title={{ zh: '证件', en: 'Identity' }}>
        <Choice
          label={{ zh: '居民身份证', en: 'Identity card' }}
          options={[
            { key: 'yes', name: { zh: '有', en: 'Has one' } },
            { key: 'no', name: { zh: '没有', en: 'None' } },
          ]}
          value={form.hasNumber}
          onChoose={(hasNumber) => set({ hasNumber })}
        />
        {form.hasNumber === 'yes' ? (
          <Field
            label={{ zh: '身份证号', en: 'Identity number' }}
            autoComplete="off"
            maxLength={20}
            value={form.nationalId}
            wrong={shown.nationalId ?? numberProblem(form, on)}
            hint={
              isWholeNumber(form, on)
                ? { zh: '号码无误,已填出生日期和性别', en: 'It fits; birth date and sex were filled in' }
                : { zh: '在本机核对,不会显示给他人', en: 'Checked on this device' }
            }
            onChange={(event) => setForm(withNumber(form, event.target.value, on))}
          />
        ) : (
          <Field
            label={{ zh: '没有的原因', en: 'Why there is none' }}
            value={form.noNumberReason}
            wrong={shown.noNumberReason}
            placeholder={t({ zh: '例如:新生儿未上户口', en: 'e.g. newborn, not registered yet' })}
            onChange={(event) => set({ noNumberReason: event.target.value })}
          />
        )}
        {clash && (
          <div className="clash">
            <ProblemNote problem={refused} />
            <Reasons because={clash.because} />
            <Elsewhere card={clash} />
          </div>
        )}
      </Part>
      <Part title={{ zh: '基本情况', en: 'The person' }}>
        <Field
          label={{ zh: '姓名', en: 'Name' }}
          autoComplete="off"
          value={form.name}
          wrong={shown.name}
          onChange={(event) => set({ name: event.target.value })}
        />
        <Choice
          label={{ zh: '性别', en: 'Sex' }}
          options={sex.codes.map((key) => ({ key, name: sex.labels[key] }))}
          value={form.sex}
          wrong={shown.sex ?? refusedAs('sexDiffers')}
          onChoose={(chosen) => set({ sex: chosen })}
        />
        <PhoneDay
          label={{ zh: '出生日期', en: 'Birth date' }}
          min="1900-01-01"
          max={on}
          start={form.hasNumber === 'yes' ? '1970-01-01' : on}
          value={form.birthDate}
          wrong={shown.birthDate ?? refusedAs('birthDateDiffers') ?? refusedAs('bornInFuture')}
          onDay={(birthDate) => set({ birthDate })}
        />
        <Field
          label={{ zh: '手机号(可不填)', en: 'Mobile phone (optional)' }}
          inputMode="tel"
          value={form.phone}
          wrong={shown.phone ?? refusedAs('wrongPhone')}
          onChange={(event) => set({ phone: event.target.value })}
        />
      </Part>
      <Part title={{ zh: '住在哪里', en: 'Where they live' }}>
        <Field
          label={{ zh: '村', en: 'Village' }}
          value={form.village}
          wrong={shown.village}
          onChange={(event) => set({ village: event.target.value })}
        />
        <Field
          label={{ zh: '住址', en: 'Address' }}
          value={form.address}
          wrong={shown.address}
          placeholder={t({ zh: '例如:3 组 12 号', en: 'e.g. group 3, no. 12' })}
          onChange={(event) => set({ address: event.target.value })}
        />
      </Part>
      <Part title={{ zh: '医保与重点人群', en: 'Insurance and groups' }}>
        <Choice
          label={{ zh: '医保', en: 'Insurance' }}
          options={insurance.codes.map((key) => ({ key, name: insurance.labels[key] }))}
          value={form.insurance}
          onChoose={(chosen) => set({ insurance: chosen })}
        />
        <Groups chosen={form.groups} onChange={(groups) => set({ groups })} />
      </Part>
      {doubtful && (
        <MaybeKnown
          cards={doubtful}
          isSending={register.isSending}
          onNew={() => void register.send({ ...toSend(form), confirmedNew: doubtful.map((card) => card.residentId) })}
        />
      )}
      {register.problem && !clash && !doubtful && (
        <div className="note-box">
          <ProblemNote problem={register.problem} again={submit} />
        </div>
      )}
    </PhonePage>
  )

  function refusedAs(name: string): Text | undefined {
    return refused?.refusal === name ? refused.message : undefined
  }
}

type Group = Registration['groups'][number]

function Groups({ chosen, onChange }: { chosen: readonly Group[]; onChange: (groups: readonly Group[]) => void }) {
  const { t } = useWords()
  return (
    <fieldset className="choice">
      <legend>{t({ zh: '重点人群(可多选)', en: 'Groups (any number)' })}</legend>
      <div className="chips">
        {priorityGroup.codes.map((key) => (
          <label key={key} className="chip">
            <input
              type="checkbox"
              checked={chosen.includes(key)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, key] : chosen.filter((each) => each !== key))
              }
            />
            <span>{t(priorityGroup.labels[key])}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
