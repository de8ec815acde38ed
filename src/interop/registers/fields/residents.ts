import { coded } from '#kernel/words.ts'
import { insurance, priorityGroup } from '#registry/resident/contract.ts'
import { choicesOf, type Field } from './field.ts'
import { sexChoices } from './staff.ts'

/** GB/T 4761, by its first digit. */
export const relation = coded({
  head: { zh: '户主', en: 'Head' },
  spouse: { zh: '配偶', en: 'Spouse' },
  son: { zh: '子', en: 'Son' },
  daughter: { zh: '女', en: 'Daughter' },
  grandchild: { zh: '孙子女', en: 'Grandchild' },
  parent: { zh: '父母', en: 'Parent' },
  grandparent: { zh: '祖父母', en: 'Grandparent' },
  sibling: { zh: '兄弟姐妹', en: 'Sibling' },
  other: { zh: '其他', en: 'Other' },
})
const relations = choicesOf(relation.labels, {
  head: ['本人', '户主本人', '0', '01', '02'],
  spouse: ['夫', '妻', '丈夫', '妻子', '夫妻', '1', '10', '11', '12'],
  son: ['儿子', '长子', '次子', '三子', '独生子', '2', '20', '21'],
  daughter: ['女儿', '长女', '次女', '三女', '独生女', '3', '30', '31'],
  grandchild: ['孙子', '孙女', '外孙', '外孙子', '外孙女', '孙子女、外孙子女', '4', '40'],
  parent: ['父亲', '母亲', '父', '母', '公公', '婆婆', '岳父', '岳母', '5', '50', '51', '52'],
  grandparent: ['祖父', '祖母', '外祖父', '外祖母', '6', '60'],
  sibling: ['兄', '弟', '姐', '妹', '哥哥', '弟弟', '姐姐', '妹妹', '7', '70'],
  other: ['儿媳', '女婿', '媳妇', '其他亲属', '非亲属', '8', '80', '9'],
})

export const residentFields: readonly Field[] = [
  { key: 'nationalId', name: { zh: '身份证号', en: 'Identity number' }, says: ['身份证', '身份证号码', '公民身份号码', '证件号码', '证件号', '居民身份证', 'id card'], reading: { as: 'nationalId' }, example: '11010519491231002X', hint: { zh: '18 位;列格式须为“文本”。没有可留空', en: '18 characters, column formatted as text; may be empty' } },
  { key: 'name', name: { zh: '姓名', en: 'Name' }, needed: true, says: ['居民姓名', '患者姓名', '参保人姓名'], reading: { as: 'name', max: 50 }, example: '李秀兰', hint: { zh: '与证件一致', en: 'as on the card' } },
  { key: 'sex', name: { zh: '性别', en: 'Sex' }, says: [], reading: { as: 'choice', of: sexChoices }, example: '女', hint: { zh: '有身份证号可留空', en: 'may be empty beside an identity number' } },
  { key: 'birthDate', name: { zh: '出生日期', en: 'Birth date' }, says: ['生日', '出生年月', '出生年月日'], reading: { as: 'day', past: true }, example: '1949-12-31', hint: { zh: '有身份证号可留空', en: 'may be empty beside an identity number' } },
  { key: 'phone', name: { zh: '手机号', en: 'Phone' }, says: ['电话', '联系电话', '手机', '本人电话', '联系方式'], reading: { as: 'phone' }, example: '13900000002', hint: { zh: '11 位;没有可留空', en: '11 digits; may be empty' } },
  { key: 'village', name: { zh: '村(居)', en: 'Village' }, needed: true, says: ['村', '村名', '村居', '行政村', '居委会', '所在村', '村委会', '村居委会'], reading: { as: 'name', max: 40 }, example: '王家村', hint: { zh: '管理机构空着时按它找村卫生室', en: 'finds the village clinic where the home facility is empty' } },
  { key: 'township', name: { zh: '乡镇', en: 'Township' }, says: ['乡镇街道', '所在乡镇', '镇', '街道', '乡'], reading: { as: 'name', max: 40 }, example: '城关镇', hint: { zh: '县内有同名的村时必填', en: 'needed where two villages have the same name' } },
  { key: 'facility', name: { zh: '管理机构', en: 'Home facility' }, says: ['建档机构', '管理单位', '所属卫生室', '村卫生室', '责任机构'], reading: { as: 'name', max: 100 }, example: '', hint: { zh: '机构名称或编码;空着按村确定', en: 'name or code; by village where empty' } },
  { key: 'address', name: { zh: '住址', en: 'Address' }, says: ['地址', '现住址', '家庭住址', '详细地址', '居住地址'], reading: { as: 'text', max: 100 }, example: '王家村 2 组 12 号', hint: { zh: '可留空', en: 'may be empty' } },
  { key: 'grid', name: { zh: '网格', en: 'Grid' }, says: ['网格名称', '村民小组', '组别', '小组'], reading: { as: 'text', max: 60 }, example: '', hint: { zh: '可留空', en: 'may be empty' } },
  { key: 'household', name: { zh: '户编号', en: 'Household' }, says: ['户号', '家庭编号', '家庭户号', '户籍编号', '家庭档案号'], reading: { as: 'digits', max: 40 }, example: '0001', hint: { zh: '同一户填同一个编号', en: 'the same for everybody in it' } },
  { key: 'relation', name: { zh: '与户主关系', en: 'Relation to head' }, says: ['户主关系', '关系', '家庭关系'], reading: { as: 'choice', of: relations }, example: '户主', hint: { zh: '每户一名户主', en: 'one head each' } },
  { key: 'insurance', name: { zh: '参保类型', en: 'Insurance' }, says: ['医保类型', '参保类别', '医保', '险种'], reading: { as: 'choice', of: choicesOf(insurance.labels, { resident: ['居民医保', '城乡居民', '新农合', '居民'], employee: ['职工', '职工医保', '城镇职工'], none: ['无', '自费', '未参加'] }) }, example: '城乡居民医保', hint: { zh: '空着是城乡居民医保', en: 'resident insurance where empty' } },
  { key: 'priorityGroups', name: { zh: '重点人群', en: 'Priority groups' }, says: ['人群分类', '重点人群类别', '人群标签', '慢病'], reading: { as: 'choices', of: choicesOf(priorityGroup.labels, { elder65: ['老年人', '65岁及以上'], child0to6: ['儿童', '0-6岁儿童'], pregnant: ['孕妇', '产妇'], severeMental: ['精神病', '严重精神障碍患者'], hypertension: ['高血压患者'], diabetes: ['糖尿病', '糖尿病患者', '2型糖尿病'] }) }, example: '高血压、65 岁及以上', hint: { zh: '用顿号隔开;可留空', en: 'separated by 、; may be empty' } },
]
