import type { Words } from '#kernel/words.ts'
import type { insurance, priorityGroup, sex } from '#registry/resident/contract.ts'
import { birthDateIn, nationalIdProblem, plainNumber, sexIn } from '#registry/resident/rules.ts'
import type { Text } from '#web/ui/words.ts'

export type Registration = {
  readonly hasNumber: 'yes' | 'no'
  readonly nationalId: string
  readonly noNumberReason: string
  readonly name: string
  readonly sex: keyof typeof sex.labels | undefined
  readonly birthDate: string
  readonly phone: string
  readonly village: string
  readonly address: string
  readonly insurance: keyof typeof insurance.labels
  readonly groups: readonly (keyof typeof priorityGroup.labels)[]
}

export function newRegistration(village: string): Registration {
  return {
    hasNumber: 'yes',
    nationalId: '',
    noNumberReason: '',
    name: '',
    sex: undefined,
    birthDate: '',
    phone: '',
    village,
    address: '',
    insurance: 'resident',
    groups: [],
  }
}

/** Once a number is whole, the birth date and the sex are what it says. */
export function withNumber(form: Registration, typed: string, today: string): Registration {
  const number = plainNumber(typed)
  if (number.length !== 18 || nationalIdProblem(number, today)) return { ...form, nationalId: typed }
  return { ...form, nationalId: typed, birthDate: birthDateIn(number), sex: sexIn(number) }
}

/** Said while typing only once the number could be whole. */
export function numberProblem(form: Registration, today: string): Words | undefined {
  const number = plainNumber(form.nationalId)
  return number.length < 18 ? undefined : nationalIdProblem(number, today)
}

export function isWholeNumber(form: Registration, today: string): boolean {
  const number = plainNumber(form.nationalId)
  return number.length === 18 && !nationalIdProblem(number, today)
}

export type Missing = Partial<
  Record<'nationalId' | 'noNumberReason' | 'name' | 'sex' | 'birthDate' | 'village' | 'address' | 'phone', Text>
>

const fill = (what: Words): Words => ({ zh: `请填写${what.zh}`, en: `Fill in the ${what.en}` })

/** What still stands in the way of sending it. */
export function missingIn(form: Registration, today: string): Missing {
  const missing: Missing = {}
  if (form.hasNumber === 'yes') {
    const problem = nationalIdProblem(plainNumber(form.nationalId), today)
    if (form.nationalId.trim() === '')
      missing.nationalId = fill({ zh: '身份证号,没有的选“没有”', en: 'number, or choose “none”' })
    else if (problem) missing.nationalId = problem
  } else if (form.noNumberReason.trim() === '')
    missing.noNumberReason = { zh: '请说明为什么没有', en: 'Say why there is none' }
  if (form.name.trim() === '') missing.name = fill({ zh: '姓名', en: 'name' })
  if (!form.sex) missing.sex = { zh: '请选择性别', en: 'Choose the sex' }
  if (form.birthDate === '') missing.birthDate = fill({ zh: '出生日期', en: 'birth date' })
  if (form.village.trim() === '') missing.village = fill({ zh: '村', en: 'village' })
  if (form.address.trim() === '') missing.address = fill({ zh: '住址', en: 'address' })
  if (form.phone.trim() !== '' && !/^1\d{10}$/.test(plainNumber(form.phone)))
    missing.phone = { zh: '手机号应为 11 位', en: 'A mobile number has 11 digits' }
  return missing
}

export function toSend(form: Registration) {
  const phone = plainNumber(form.phone)
  return {
    name: form.name.trim(),
    sex: form.sex ?? 'unknown',
    birthDate: form.birthDate,
    village: form.village.trim(),
    address: form.address.trim(),
    insurance: form.insurance,
    priorityGroups: [...form.groups],
    ...(phone ? { phone } : {}),
    ...(form.hasNumber === 'yes'
      ? { nationalId: plainNumber(form.nationalId) }
      : { noNumberReason: form.noNumberReason.trim() }),
  }
}
