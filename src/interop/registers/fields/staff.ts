import { role } from '#registry/access/roles.ts'
import { profession, title } from '#registry/staff/contract.ts'
import { choicesOf, type Field } from './field.ts'

export const sexChoices = { male: ['男', 'male', 'm', '男性', '1'], female: ['女', 'female', 'f', '女性', '2'], unknown: ['未知', 'unknown', '未说明', '0', '9'] }

export const staffFields: readonly Field[] = [
  { key: 'name', name: { zh: '姓名', en: 'Name' }, needed: true, says: ['人员姓名', '员工姓名', '医生姓名'], reading: { as: 'name', max: 50 }, example: '王秀兰', hint: { zh: '与执业证一致', en: 'as in the licence' } },
  { key: 'sex', name: { zh: '性别', en: 'Sex' }, needed: true, says: [], reading: { as: 'choice', of: { male: sexChoices.male, female: sexChoices.female } }, example: '女', hint: { zh: '男或女', en: 'male or female' } },
  { key: 'birthDate', name: { zh: '出生日期', en: 'Birth date' }, says: ['生日', '出生年月日'], reading: { as: 'day', past: true }, example: '1978-05-12', hint: { zh: '可留空', en: 'may be empty' } },
  { key: 'profession', name: { zh: '职业类别', en: 'Profession' }, needed: true, says: ['职业', '人员类别', '专业技术类别', '执业类别'], reading: { as: 'choice', of: choicesOf(profession.labels, { doctor: ['医师', '医生', '执业(助理)医师'], villageDoctor: ['村医'], nurse: ['注册护士', '执业护士'], manager: ['行政', '管理', '行政管理'], publicHealth: ['公卫', '公共卫生'], technician: ['检验技师', '影像技师'] }) }, example: '乡村医生', hint: { zh: '见可选值', en: 'see the choices' } },
  { key: 'title', name: { zh: '职称', en: 'Title' }, says: ['职称级别', '专业技术职务'], reading: { as: 'choice', of: choicesOf(title.labels, { none: ['无', '无职称'], junior: ['初级(士)', '初级(师)', '医士', '医师级'], intermediate: ['主治'], associateSenior: ['副高级', '副主任'], senior: ['正高级', '主任'] }) }, example: '初级', hint: { zh: '可留空', en: 'may be empty' } },
  { key: 'licenceNumber', name: { zh: '执业证号', en: 'Licence number' }, says: ['执业证书编号', '执业证书编码', '资格证号', '证书编号', '乡村医生证号'], reading: { as: 'digits', max: 40 }, example: '110350699000001', hint: { zh: '诊疗岗位必填;再次装载时按它认人', en: 'needed for clinical posts; people are known by it' } },
  { key: 'licenceUntil', name: { zh: '证书有效期至', en: 'Licence until' }, says: ['有效期', '有效期至', '执业证有效期'], reading: { as: 'day' }, example: '2029-12-31', hint: { zh: '长期有效可留空', en: 'empty where it has no end' } },
  { key: 'phone', name: { zh: '手机号', en: 'Phone' }, says: ['电话', '联系电话', '手机', '联系方式'], reading: { as: 'phone' }, example: '13900000001', hint: { zh: '11 位', en: '11 digits' } },
  { key: 'workplace', name: { zh: '工作机构', en: 'Workplace' }, needed: true, says: ['执业机构', '使用单位', '所在机构', '单位', '机构名称', '执业地点'], reading: { as: 'name', max: 100 }, example: '王家村卫生室', hint: { zh: '机构表中的名称、简称或编码', en: 'name, short name or code in the facilities sheet' } },
  { key: 'department', name: { zh: '科室', en: 'Department' }, says: ['所在科室', '部门'], reading: { as: 'name', max: 50 }, example: '', hint: { zh: '该机构已有的科室;可留空', en: 'a department the facility has; may be empty' } },
  { key: 'role', name: { zh: '岗位', en: 'Post' }, needed: true, says: ['岗位名称', '系统角色', '角色', '职务'], reading: { as: 'choice', of: choicesOf(role.labels, { villageDoctor: ['村医'], familyDoctor: ['全科医生'], specialist: ['专科医师', '医生'], publicHealthWorker: ['公卫医生'], administrator: ['管理员'] }) }, example: '乡村医生', hint: { zh: '决定能用哪个工作台,见可选值', en: 'decides the workbench; see the choices' } },
  { key: 'employer', name: { zh: '用人单位', en: 'Employer' }, says: ['编制单位', '聘用单位', '人事关系单位'], reading: { as: 'name', max: 100 }, example: '', hint: { zh: '县招乡管村用:谁招;空着同工作机构', en: 'who employs; the workplace where empty' } },
  { key: 'manager', name: { zh: '管理单位', en: 'Manager' }, says: ['管理机构', '主管单位'], reading: { as: 'name', max: 100 }, example: '', hint: { zh: '谁管;空着同工作机构', en: 'who manages; the workplace where empty' } },
  { key: 'from', name: { zh: '任岗日期', en: 'In post since' }, says: ['到岗日期', '上岗日期', '开始日期', '任职日期'], reading: { as: 'day' }, example: '2024-01-01', hint: { zh: '空着是装载当天', en: 'the day of loading where empty' } },
  { key: 'contact', name: { zh: '转诊联系人', en: 'Referral contact' }, says: ['是否联系人', '联系人'], reading: { as: 'yesNo' }, example: '是', hint: { zh: '每家收发转诊的机构至少一人填“是”', en: 'at least one yes for each facility that refers' } },
  { key: 'login', name: { zh: '登录名', en: 'Login' }, says: ['账号', '用户名'], reading: { as: 'digits', max: 40 }, example: '', hint: { zh: '空着由系统按拼音生成;填“不开通”则没有账号', en: 'made from the pinyin where empty; 不开通 makes none' } },
]
