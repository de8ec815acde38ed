import { type FormEvent, useState } from 'react'
import { bookingContract, capacityKind } from '#care/booking/contract.ts'
import type { Input } from '#kernel/capability.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import type { Template } from '#web/capacity/grouping.ts'
import { Button } from '#web/ui/Button.tsx'
import { now } from '#web/ui/clock.ts'
import { DayField } from '#web/ui/desk/DayField.tsx'
import { Choices, Line, Pick, Tick } from '#web/ui/desk/fields.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { today } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'
import { wrongAt } from '#web/wire/fields.ts'
import { useMe } from '#web/wire/session.ts'
import { week } from '#web/workbenches/referralDesk/templates/weekdays.ts'

type Given = Input<typeof bookingContract.saveTemplate>

/** One line of the planned week. Changing it changes what is published from now on, not what is published already. */
export function TemplateForm({ template, onClose }: { template: Template | undefined; onClose: () => void }) {
  const { t } = useWords()
  const { facilityId } = useMe()
  const facility = useAsk(facilityContract.openFacility, { facilityId })
  const [given, setGiven] = useState<Given>(() => startOf(template))
  const command = useCommand(bookingContract.saveTemplate, {
    changes: ['capacity'],
    onDone() {
      toast({ text: { zh: '模板已保存,下次发布时生效', en: 'Saved; it counts from the next publishing on' } })
      onClose()
    },
  })
  const { problem } = command
  const isBed = given.kind === 'bed'

  function put(over: Partial<Given>) {
    setGiven({ ...given, ...over })
  }

  function submit(event: FormEvent) {
    event.preventDefault()
    void command.send(given)
  }

  return (
    <form className="template-form" onSubmit={submit} noValidate>
      <h2>{template ? `${template.department} ${template.resource}` : t({ zh: '新模板', en: 'New template' })}</h2>
      <Pick
        label={{ zh: '科室', en: 'Department' }}
        value={given.departmentId}
        wrong={wrongAt(problem, 'departmentId')}
        onPick={(departmentId) => put({ departmentId })}
        choices={(facility.data?.departments ?? []).map((each) => ({ value: each.departmentId, name: each.name }))}
      />
      <Choices
        label={{ zh: '类别', en: 'Kind' }}
        value={given.kind}
        onChoose={(kind) => put(kind === 'bed' ? { kind, starts: '08:00', minutes: 1440 } : { kind })}
        choices={capacityKind.codes.map((code) => ({ value: code, name: capacityKind.labels[code] }))}
      />
      <Line
        label={{ zh: '名称', en: 'Name' }}
        hint={{ zh: '例如:普通门诊、CT', en: 'For example: general clinic, CT' }}
        wrong={wrongAt(problem, 'resource')}
        value={given.resource}
        onText={(resource) => put({ resource })}
        maxLength={40}
      />
      <Tick label={{ zh: '专家号', en: 'Expert' }} checked={given.expert} onTick={(expert) => put({ expert })} />
      <fieldset className="week">
        <legend>{t({ zh: '星期', en: 'Weekdays' })}</legend>
        <div>
          {week.map(({ day, name }) => (
            <button
              key={day}
              type="button"
              aria-pressed={given.weekdays.includes(day)}
              onClick={() =>
                put({
                  weekdays: given.weekdays.includes(day)
                    ? given.weekdays.filter((each) => each !== day)
                    : [...given.weekdays, day],
                })
              }
            >
              {t(name)}
            </button>
          ))}
        </div>
        {given.weekdays.length === 0 && <p className="hint">{t({ zh: '至少选一天', en: 'Choose at least one' })}</p>}
      </fieldset>
      <div className="two">
        <Line
          label={{ zh: '开始', en: 'Starts' }}
          inputMode="numeric"
          maxLength={5}
          placeholder="08:00"
          disabled={isBed}
          wrong={wrongAt(problem, 'starts')}
          value={given.starts}
          onText={(starts) => put({ starts })}
        />
        <Line
          label={{ zh: '时长(分钟)', en: 'Minutes' }}
          type="number"
          min={5}
          max={1440}
          disabled={isBed}
          wrong={wrongAt(problem, 'minutes')}
          value={String(given.minutes)}
          onText={(text) => put({ minutes: Number(text) })}
        />
        <Line
          label={{ zh: '数量', en: 'Units' }}
          type="number"
          min={1}
          max={500}
          wrong={wrongAt(problem, 'capacity')}
          value={String(given.capacity)}
          onText={(text) => put({ capacity: Number(text) })}
        />
        <Line
          label={{ zh: '为基层预留 %', en: 'Reserved %' }}
          type="number"
          min={0}
          max={100}
          wrong={wrongAt(problem, 'reservedPercent')}
          value={String(given.reservedPercent ?? '')}
          onText={(text) => put({ reservedPercent: Number(text) })}
        />
        <DayField
          label={{ zh: '从', en: 'From' }}
          wrong={wrongAt(problem, 'from')}
          value={given.from}
          onDay={(from) => put({ from })}
        />
        <DayField
          label={{ zh: '到(可不填)', en: 'Until (optional)' }}
          min={given.from}
          optional
          value={given.until ?? ''}
          onDay={(until) => setGiven(until ? { ...given, until } : withoutEnd(given))}
        />
      </div>
      <ProblemNote problem={problem} hasForm />
      {problem?.kind === 'refused' && problem.refusal === 'reservedTooLow' && (
        <p className="hint">
          {t({ zh: `政策要求至少 ${problem.data.least} %`, en: `Policy asks for at least ${problem.data.least} %` })}
        </p>
      )}
      <div className="acts">
        <Button onClick={onClose}>{t({ zh: '先不', en: 'Not now' })}</Button>
        <Button submits tone="primary" isRunning={command.isSending}>
          {t({ zh: '保存模板', en: 'Save' })}
        </Button>
      </div>
    </form>
  )
}

function withoutEnd({ until: _, ...rest }: Given): Given {
  return rest
}

function startOf(template: Template | undefined): Given {
  if (!template) {
    return {
      departmentId: '',
      kind: 'slot',
      resource: '',
      expert: false,
      weekdays: [1, 2, 3, 4, 5],
      starts: '08:00',
      minutes: 240,
      capacity: 20,
      reservedPercent: 20,
      from: today(now()),
    }
  }
  const {
    templateId,
    version,
    departmentId,
    kind,
    resource,
    expert,
    weekdays,
    starts,
    minutes,
    capacity,
    reservedPercent,
    from,
    until,
  } = template
  return {
    templateId,
    version,
    departmentId,
    kind,
    resource,
    expert,
    weekdays,
    starts,
    minutes,
    capacity,
    reservedPercent,
    from,
    ...(until ? { until } : {}),
  }
}
