import type { Words } from '#kernel/words.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import { chronicKinds } from '#web/duty/chronicKinds.ts'
import type { Kind, Told } from '#web/duty/kind.ts'

const always = (words: Words) => () => words

export const kinds: Readonly<Record<string, Kind>> = {
  signAgreement: {
    does: { zh: '请居民签约', en: 'Get the agreement signed' },
    because: always({ zh: '协议已拟好,还没有签字', en: 'The agreement is made and not signed' }),
    by: 'sender',
  },
  renewAgreement: {
    does: { zh: '谈续约', en: 'Speak about renewal' },
    because: always({ zh: '签约快到期', en: 'The term of the agreement ends' }),
    by: 'sender',
  },
  reviewSample: {
    does: { zh: '核查抽中的服务', en: 'Review the drawn services' },
    because: always({ zh: '质控样本已抽取', en: 'A sample was drawn' }),
    by: 'sender',
  },
  acceptReferral: {
    does: { zh: '接收或婉拒', en: 'Accept or decline' },
    because: always({ zh: '上转的患者等着被接收', en: 'The patient waits to be accepted' }),
    by: 'receiver',
  },
  approveReferral: {
    does: { zh: '审批县外转诊', en: 'Decide on leaving the county' },
    because: always({ zh: '患者等着县外转诊的审批', en: 'The patient waits for approval to leave the county' }),
    by: 'receiver',
  },
  supplyMore: {
    does: { zh: '补充资料', en: 'Supply more' },
    because: ({ to }) => ({ zh: `${to || '接收方'} 请您补充`, en: `${to || 'The receiver'} asks for more` }),
    by: 'sender',
  },
  awaitArrival: {
    does: { zh: '登记到院', en: 'Mark the arrival' },
    because: always({ zh: '已接收,等患者到院', en: 'Accepted; the patient is expected' }),
    by: 'receiver',
  },
  recordTreatment: {
    does: { zh: '登记诊治', en: 'Record the treatment' },
    because: always({ zh: '患者已到院', en: 'The patient is here' }),
    by: 'receiver',
  },
  dischargePatient: {
    does: { zh: '办理出院', en: 'Discharge' },
    because: always({ zh: '已诊治,等出院', en: 'Treated; the discharge follows' }),
    by: 'receiver',
  },
  sendHome: {
    does: { zh: '下转回家', en: 'Send home' },
    because: always({ zh: '已出院,基层等着出院信息包', en: 'Discharged; the base waits for the pack' }),
    by: 'receiver',
  },
  acceptReturn: {
    does: { zh: '接收回家的人', en: 'Take over the patient' },
    because: homeFrom,
    by: 'receiver',
  },
  firstContact: {
    does: { zh: '首次上门', en: 'Make the first contact' },
    because: homeFrom,
    by: 'receiver',
  },
  recordOutcome: {
    does: { zh: '登记 14 天结果', en: 'Record the 14-day outcome' },
    because: homeFrom,
    by: 'receiver',
  },
  settleReferral: {
    does: { zh: '安排后续', en: 'Settle what came back' },
    because: ({ to }) => ({
      zh: `${to || '接收方'} 未能接收`,
      en: `${to || 'The receiver'} could not take the patient`,
    }),
    by: 'sender',
  },
  answerAdvice: {
    does: { zh: '答复咨询', en: 'Answer the question' },
    because: always({ zh: '基层医生问您', en: 'A doctor at the base asks you' }),
    by: 'receiver',
  },
  actOnAdvice: {
    does: { zh: '处理专科答复', en: 'Act on the answer' },
    because: always({ zh: '专科已答复', en: 'The specialist has answered' }),
    by: 'sender',
  },
  reviewBreakGlass: {
    does: { zh: '复核紧急调阅', en: 'Review a break-glass' },
    because: ({ by }) => ({
      zh: `${by || '有人'} 紧急调阅了档案`,
      en: `${by || 'Somebody'} opened a record in an emergency`,
    }),
    by: 'receiver',
  },
  followUpBreakGlass: {
    does: { zh: '追究不当调阅', en: 'Follow up a break-glass' },
    because: ({ by }) => ({
      zh: `${by || '有人'} 的紧急调阅被认定没有必要`,
      en: `A break-glass by ${by || 'somebody'} was found unjustified`,
    }),
    by: 'receiver',
  },
  addCapacity: {
    does: { zh: '补充预留号位', en: 'Add reserved units' },
    because: always({ zh: '为基层预留的号位快用完了', en: 'Units reserved for the base are running out' }),
    by: 'receiver',
  },
  watchFigure: {
    does: { zh: '核查指标异动', en: 'Look into a figure' },
    because: ({ from }) => ({
      zh: `${from || '医共体'} 的指标超限或下降`,
      en: `A figure of ${from || 'the consortium'} is over its limit or fell`,
    }),
    by: 'receiver',
  },
  useReserved: {
    does: { zh: '核查预留号位为何闲置', en: 'Find out why reserved units go unused' },
    because: ({ from }) => ({
      zh: `${from || '医院'} 为基层预留的号位用得太少`,
      en: `Too few of the units reserved at ${from || 'the hospital'} are used`,
    }),
    by: 'receiver',
  },
  reviewRepeats: {
    does: { zh: '核查重复检查', en: 'Look into repeated examinations' },
    because: ({ from }) => ({
      zh: `${from || '机构'} 重复做了别处刚做过的检查`,
      en: `${from || 'A facility'} repeated examinations just done elsewhere`,
    }),
    by: 'receiver',
  },
  answerObjection: {
    does: { zh: '答复查看异议', en: 'Answer a resident about a look' },
    because: ({ by }) => ({
      zh: `居民不认识${by ? ` ${by} 的` : '一次'}查看`,
      en: `A resident does not know ${by ? `a look by ${by}` : 'a look'}`,
    }),
    by: 'receiver',
  },
  reviewPair: {
    does: { zh: '核对是否同一人', en: 'Compare two records' },
    because: always({ zh: '两份档案可能属于同一人', en: 'Two records may be one person' }),
    by: 'receiver',
  },
  mendFinding: {
    does: { zh: '整改督导问题', en: 'Mend a finding' },
    because: ({ by }) => ({ zh: `${by || '督导员'} 提出了问题`, en: `${by || 'A supervisor'} found something` }),
    by: 'receiver',
  },
  checkFinding: {
    does: { zh: '复核整改', en: 'Check what was mended' },
    because: always({ zh: '机构已回复整改', en: 'The facility has answered' }),
    by: 'receiver',
  },
  mendUpkeep: {
    does: { zh: '处理备份与密钥的问题', en: 'Mend backups and keys' },
    because: always({ zh: '平台数据的安全需要处理', en: 'The safety of the data needs it' }),
    by: 'receiver',
  },
  thingToSettle: {
    does: { zh: '处理离线差异', en: 'Settle what came back' },
    because: always({ zh: '离线时记录的,系统没有接受', en: 'Recorded without a network, and not taken' }),
    by: 'receiver',
  },
  ...chronicKinds,
  lateDuty: {
    does: { zh: '督办逾期的事', en: 'See to what is late' },
    because: always({ zh: '到时没有处理', en: 'It was not done in time' }),
    by: 'receiver',
  },
}

function homeFrom({ from }: Told): Words {
  return from ? { zh: `从 ${from} 回家`, en: `Home from ${from}` } : { zh: '出院回家', en: 'Came home' }
}

const unnamed: Kind = {
  does: { zh: '待办', en: 'Duty' },
  because: always({ zh: '等您处理', en: 'Waits for you' }),
  by: 'receiver',
}

export function kindOf(name: string): Kind {
  return kinds[name] ?? unnamed
}

/** What a duty asks of whoever has it; never its code. */
export function dutyInWords(name: string): Words {
  return kindOf(name).does
}

export function roleInWords(name: string): Words {
  return role.labels[name as RoleName] ?? { zh: '值班人员', en: 'The person on duty' }
}
