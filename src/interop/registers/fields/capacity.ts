import { capacityKind } from '#care/booking/contract.ts'
import { choicesOf, type Field } from './field.ts'

export const capacityFields: readonly Field[] = [
  { key: 'facility', name: { zh: '机构', en: 'Facility' }, needed: true, says: ['机构名称', '医院', '单位'], reading: { as: 'name', max: 100 }, example: '县医院', hint: { zh: '机构表中的名称、简称或编码', en: 'name, short name or code in the facilities sheet' } },
  { key: 'department', name: { zh: '科室', en: 'Department' }, needed: true, says: ['科室名称', '出诊科室'], reading: { as: 'name', max: 50 }, example: '心血管内科', hint: { zh: '该机构已有的科室', en: 'a department the facility has' } },
  { key: 'kind', name: { zh: '类型', en: 'Kind' }, needed: true, says: ['号源类型', '资源类型', '类别'], reading: { as: 'choice', of: choicesOf(capacityKind.labels, { slot: ['号', '号源', '门诊'], bed: ['床', '病床'], exam: ['检验检查', '医技'] }) }, example: '门诊号', hint: { zh: '门诊号、床位或检查', en: 'clinic slot, bed or examination' } },
  { key: 'resource', name: { zh: '名称', en: 'Name' }, needed: true, says: ['号源名称', '诊室', '资源名称', '门诊名称'], reading: { as: 'text', max: 40 }, example: '心内科门诊', hint: { zh: '同一科室同一时间的名称不重复', en: 'once in a department at a time' } },
  { key: 'expert', name: { zh: '专家', en: 'Expert' }, says: ['专家号', '是否专家'], reading: { as: 'yesNo' }, example: '是', hint: { zh: '是或否;空着是否', en: 'yes or no; no where empty' } },
  { key: 'practitioner', name: { zh: '出诊医生', en: 'Practitioner' }, says: ['医生', '医生姓名', '专家姓名', '医师'], reading: { as: 'name', max: 50 }, example: '', hint: { zh: '姓名或执业证号;可留空', en: 'name or licence; may be empty' } },
  { key: 'weekdays', name: { zh: '星期', en: 'Weekdays' }, needed: true, says: ['出诊星期', '出诊日', '周几'], reading: { as: 'weekdays' }, example: '周一、周三、周五', hint: { zh: '周一、周三;或 工作日、每天', en: 'days, or 工作日 (working days), 每天 (every day)' } },
  { key: 'starts', name: { zh: '开始时间', en: 'Starts' }, needed: true, says: ['时间', '开诊时间', '上班时间'], reading: { as: 'time' }, example: '08:00', hint: { zh: '24 小时制;床位填 08:00', en: '24 hours; 08:00 for beds' } },
  { key: 'minutes', name: { zh: '时长(分钟)', en: 'Minutes' }, needed: true, says: ['时长', '分钟'], reading: { as: 'whole', min: 5, max: 1440 }, example: '240', hint: { zh: '5 到 1440;床位填 1440', en: '5 to 1440; 1440 for beds' } },
  { key: 'capacity', name: { zh: '数量', en: 'Units' }, needed: true, says: ['号源数', '床位数', '限号数', '容量'], reading: { as: 'whole', min: 1, max: 500 }, example: '20', hint: { zh: '1 到 500', en: '1 to 500' } },
  { key: 'reservedPercent', name: { zh: '基层预留比例', en: 'Reserved share' }, says: ['预留比例', '下沉号源比例', '预留'], reading: { as: 'whole', min: 0, max: 100 }, example: '30', hint: { zh: '百分数,不低于政策下限;空着按政策', en: 'per cent, not below policy; policy where empty' } },
  { key: 'from', name: { zh: '开始日期', en: 'From' }, says: ['生效日期', '启用日期'], reading: { as: 'day' }, example: '2026-01-01', hint: { zh: '空着是装载当天', en: 'the day of loading where empty' } },
  { key: 'until', name: { zh: '结束日期', en: 'Until' }, says: ['失效日期', '停用日期'], reading: { as: 'day' }, example: '', hint: { zh: '长期可留空', en: 'empty where it has no end' } },
]
