import { facilityKind, membershipKind } from '#registry/facility/contract.ts'
import { choicesOf, type Field } from './field.ts'

const ownership = { public: ['公立', 'public', '政府办', '国有'], private: ['民营', 'private', '社会办', '私立'] }

export const facilityFields: readonly Field[] = [
  { key: 'facilityCode', name: { zh: '机构编码', en: 'Facility code' }, says: ['医疗机构编码', '卫生机构代码', '机构代码', 'code'], reading: { as: 'digits', max: 22 }, example: '', hint: { zh: '22 位卫生机构(组织)代码 WS 218;没有可留空', en: '22 characters by WS 218; may be empty' } },
  { key: 'creditCode', name: { zh: '统一社会信用代码', en: 'Credit code' }, says: ['信用代码', '社会信用代码'], reading: { as: 'digits', max: 18 }, example: '91350100M000100Y43', hint: { zh: '18 位;没有可留空', en: '18 characters; may be empty' } },
  { key: 'name', name: { zh: '机构名称', en: 'Name' }, needed: true, says: ['名称', '单位名称', '机构全称', '医疗机构名称', 'facility'], reading: { as: 'name', max: 100 }, example: '青河县人民医院', hint: { zh: '全称,在县内不重复', en: 'in full, once in the county' } },
  { key: 'shortName', name: { zh: '简称', en: 'Short name' }, says: ['机构简称', '单位简称'], reading: { as: 'name', max: 30 }, example: '县医院', hint: { zh: '屏幕上显示的名字;空着就用全称', en: 'shown on screens; the full name where empty' } },
  { key: 'kind', name: { zh: '机构类别', en: 'Kind' }, needed: true, says: ['类别', '机构类型', '类型', 'type'], reading: { as: 'choice', of: choicesOf(facilityKind.labels, { countyHospital: ['县医院', '人民医院', '县级综合医院'], townshipHealthCenter: ['卫生院', '中心卫生院'], villageClinic: ['卫生室', '村卫生所', '村医务室'], communityHealthCenter: ['社区卫生服务站'], maternalChildHospital: ['妇幼保健计划生育服务中心', '妇幼'] }) }, example: '县级医院', hint: { zh: '见可选值', en: 'see the choices' } },
  { key: 'level', name: { zh: '等级', en: 'Level' }, says: ['机构等级', '医院等级'], reading: { as: 'text', max: 20 }, example: '二级甲等', hint: { zh: '可留空', en: 'may be empty' } },
  { key: 'ownership', name: { zh: '办别', en: 'Ownership' }, says: ['所有制', '公立民营', '经济类型', '举办主体'], reading: { as: 'choice', of: ownership }, example: '公立', hint: { zh: '公立或民营;空着是公立', en: 'public or private; public where empty' } },
  { key: 'divisionCode', name: { zh: '行政区划代码', en: 'Division code' }, needed: true, says: ['区划代码', '行政区划', '区划'], reading: { as: 'digits', max: 12 }, example: '350699', hint: { zh: '县级 6 位;卫生院、卫生室填 12 位', en: '6 digits, 12 for townships and villages' } },
  { key: 'parent', name: { zh: '上级机构', en: 'Facility above' }, says: ['上级单位', '主管机构', '所属卫生院', '隶属机构'], reading: { as: 'name', max: 100 }, example: '', hint: { zh: '村卫生室填所属卫生院的名称或编码', en: 'for a village clinic its township, by name or code' } },
  { key: 'consortium', name: { zh: '医共体', en: 'Consortium' }, says: ['医共体名称', '所属医共体'], reading: { as: 'name', max: 100 }, example: '青河县医共体', hint: { zh: '同一名称的机构组成一个医共体', en: 'facilities with the same name form one' } },
  { key: 'membership', name: { zh: '医共体身份', en: 'Standing in it' }, says: ['成员类型', '医共体角色'], reading: { as: 'choice', of: choicesOf(membershipKind.labels, { lead: ['牵头', '牵头单位'], member: ['成员'] }) }, example: '牵头医院', hint: { zh: '每个医共体恰有一家牵头医院;空着是成员单位', en: 'one lead hospital each; member where empty' } },
  { key: 'departments', name: { zh: '科室', en: 'Departments' }, says: ['科室设置', '诊疗科目', '科室列表'], reading: { as: 'text', max: 2000 }, example: '心血管内科、神经内科、急诊科、转诊中心', hint: { zh: '用顿号隔开;名称与可选科室不同时写 名称:类别', en: 'separated by 、; write name:kind where the name is your own' } },
  { key: 'phone', name: { zh: '联系电话', en: 'Phone' }, says: ['电话', '值班电话'], reading: { as: 'text', max: 30 }, example: '0596-1234567', hint: { zh: '可留空', en: 'may be empty' } },
  { key: 'address', name: { zh: '地址', en: 'Address' }, says: ['机构地址', '详细地址'], reading: { as: 'text', max: 200 }, example: '青河县城关镇人民路 1 号', hint: { zh: '可留空', en: 'may be empty' } },
  { key: 'openedOn', name: { zh: '启用日期', en: 'Open since' }, says: ['开业日期', '成立日期', '批准日期'], reading: { as: 'day' }, example: '2020-01-01', hint: { zh: '空着是装载当天', en: 'the day of loading where empty' } },
]
