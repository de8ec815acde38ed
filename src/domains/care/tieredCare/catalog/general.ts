import {
  type CatalogRow,
  clinicIllness,
  commonIllness,
  emergencyIllness,
  examineIfPersisting,
  rareEmergency,
  rareIllness,
  row,
  seats,
  specialistIllness,
  standingIllness,
  surgicalIllness,
  toExamine,
  wardIllness,
} from './row.ts'

/** Everything else, infections, tumors, blood, metabolism, mind, skin, childhood, symptoms and services. */
export const generalRows: readonly CatalogRow[] = [
  row('其他疾病', 'Other illness', { prefixes: [''], departments: ['internalMedicine'], seats: commonIllness }),
  row('传染病', 'Infectious disease', {
    prefixes: ['A', 'B'],
    departments: ['infectiousDisease', 'internalMedicine'],
    seats: clinicIllness,
  }),
  row('肠道感染', 'Intestinal infection', {
    prefixes: ['A0'],
    departments: ['gastroenterology', 'infectiousDisease', 'pediatrics'],
    seats: commonIllness,
  }),
  row('结核病', 'Tuberculosis', {
    prefixes: ['A15', 'A16', 'A17', 'A18', 'A19'],
    departments: ['infectiousDisease', 'respiratory'],
    seats: rareIllness,
  }),
  row('重症传染病', 'Grave infection', {
    prefixes: ['A35', 'A39', 'A41', 'A82', 'A83', 'A85', 'A86', 'A98.5'],
    departments: ['infectiousDisease', 'neurology'],
    seats: rareEmergency,
  }),
  row('皮肤软组织感染', 'Infection of skin', {
    prefixes: ['A46'],
    departments: ['generalSurgery', 'dermatology'],
    seats: wardIllness,
  }),
  row('性传播疾病', 'Sexually transmitted disease', {
    prefixes: ['A5', 'A6'],
    departments: ['dermatology', 'obstetricsGynecology'],
    seats: clinicIllness,
  }),
  row('出疹性病毒感染', 'Viral rash', {
    prefixes: ['B0'],
    departments: ['dermatology', 'pediatrics', 'infectiousDisease'],
    seats: commonIllness,
  }),
  row('病毒性肝炎', 'Viral hepatitis', {
    prefixes: ['B15', 'B16', 'B17', 'B18', 'B19'],
    departments: ['infectiousDisease', 'gastroenterology'],
    seats: clinicIllness,
  }),
  row('艾滋病', 'HIV disease', {
    prefixes: ['B20', 'B21', 'B22', 'B23', 'B24'],
    departments: ['infectiousDisease'],
    seats: rareIllness,
  }),
  row('真菌与寄生虫皮肤病', 'Fungal and parasitic skin disease', {
    prefixes: ['B35', 'B36', 'B37', 'B85', 'B86'],
    departments: ['dermatology'],
    seats: commonIllness,
  }),
  row('一般病毒感染', 'Ordinary viral infection', {
    prefixes: ['B26', 'B34', 'B77', 'B80'],
    departments: ['internalMedicine', 'pediatrics'],
    seats: commonIllness,
  }),
  row('新型冠状病毒感染', 'COVID-19', {
    prefixes: ['U07'],
    departments: ['respiratory', 'infectiousDisease'],
    seats: commonIllness,
  }),
  row('恶性肿瘤', 'Malignant tumor', {
    prefixes: ['C', 'D0'],
    departments: ['oncology', 'generalSurgery'],
    seats: seats('county.slot', 'county.bed', 'outOfCounty.bed'),
  }),
  row('血液淋巴肿瘤', 'Tumor of blood or lymph', {
    prefixes: ['C81', 'C82', 'C83', 'C84', 'C85', 'C9'],
    departments: ['oncology'],
    seats: seats('outOfCounty.slot', 'outOfCounty.slot', 'outOfCounty.bed'),
  }),
  row('疑似肿瘤', 'Suspected tumor', {
    prefixes: ['D37', 'D38', 'D39', 'D4'],
    departments: ['oncology', 'imaging'],
    seats: toExamine,
  }),
  row('血液病', 'Disease of blood', {
    prefixes: ['D5', 'D6', 'D7', 'D8'],
    departments: ['internalMedicine'],
    seats: clinicIllness,
  }),
  row('营养性贫血', 'Nutritional anemia', {
    prefixes: ['D50', 'D51', 'D52', 'D53'],
    departments: ['internalMedicine', 'pediatrics'],
    seats: commonIllness,
  }),
  row('代谢与营养疾病', 'Metabolic and nutritional disease', {
    prefixes: ['E'],
    departments: ['endocrinology', 'internalMedicine'],
    seats: standingIllness,
  }),
  row('甲状腺疾病', 'Thyroid disease', { prefixes: ['E0'], departments: ['endocrinology'], seats: clinicIllness }),
  row('1型糖尿病', 'Type 1 diabetes', {
    prefixes: ['E10'],
    departments: ['endocrinology', 'pediatrics'],
    seats: specialistIllness,
  }),
  row('糖尿病', 'Diabetes', {
    prefixes: ['E11', 'E12', 'E13', 'E14'],
    departments: ['endocrinology', 'internalMedicine'],
    seats: commonIllness,
  }),
  row('糖尿病急性并发症', 'Acute complication of diabetes', {
    prefixes: ['E10.0', 'E10.1', 'E11.0', 'E11.1', 'E13.0', 'E13.1', 'E14.0', 'E14.1', 'E15'],
    departments: ['endocrinology'],
    seats: emergencyIllness,
  }),
  row('糖尿病肾病', 'Diabetic kidney disease', {
    prefixes: ['E10.2', 'E11.2', 'E14.2'],
    departments: ['nephrology', 'endocrinology'],
    seats: clinicIllness,
  }),
  row('糖尿病眼病', 'Diabetic eye disease', {
    prefixes: ['E10.3', 'E11.3', 'E14.3'],
    departments: ['ophthalmology', 'endocrinology'],
    seats: toExamine,
  }),
  row('糖尿病慢性并发症', 'Chronic complication of diabetes', {
    prefixes: ['E11.4', 'E11.5', 'E11.6', 'E11.7', 'E11.8'],
    departments: ['endocrinology', 'generalSurgery'],
    seats: clinicIllness,
  }),
  row('低血糖与电解质紊乱', 'Hypoglycemia and electrolyte disorder', {
    prefixes: ['E16', 'E86', 'E87'],
    departments: ['endocrinology', 'internalMedicine'],
    seats: wardIllness,
  }),
  row('精神障碍', 'Mental disorder', { prefixes: ['F'], departments: ['psychiatry'], seats: clinicIllness }),
  row('严重精神障碍', 'Severe mental disorder', {
    prefixes: ['F20', 'F22', 'F25', 'F31'],
    departments: ['psychiatry'],
    seats: commonIllness,
  }),
  row('儿童发育行为障碍', 'Developmental disorder of childhood', {
    prefixes: ['F7', 'F8', 'F9'],
    departments: ['pediatrics', 'psychiatry'],
    seats: rareIllness,
  }),
  row('皮肤病', 'Skin disease', { prefixes: ['L'], departments: ['dermatology'], seats: standingIllness }),
  row('皮肤脓肿与蜂窝织炎', 'Abscess and cellulitis', {
    prefixes: ['L02', 'L03'],
    departments: ['generalSurgery', 'dermatology'],
    seats: wardIllness,
  }),
  row('压疮', 'Pressure ulcer', {
    prefixes: ['L89'],
    departments: ['generalSurgery', 'rehabilitation'],
    seats: seats('village.slot', 'township.bed', 'county.bed'),
  }),
  row('围产期疾病', 'Perinatal illness', { prefixes: ['P'], departments: ['pediatrics'], seats: clinicIllness }),
  row('新生儿重症', 'Grave illness of the newborn', {
    prefixes: ['P07', 'P2', 'P36'],
    departments: ['pediatrics'],
    seats: rareEmergency,
  }),
  row('先天畸形', 'Congenital malformation', { prefixes: ['Q'], departments: ['pediatrics'], seats: rareIllness }),
  row('先天性心脏病', 'Congenital heart disease', {
    prefixes: ['Q20', 'Q21', 'Q22', 'Q23', 'Q24', 'Q25'],
    departments: ['pediatrics', 'cardiology'],
    seats: rareIllness,
  }),
  row('症状待查', 'Symptoms to be explained', {
    prefixes: ['R'],
    departments: ['internalMedicine', 'tcm'],
    seats: examineIfPersisting,
  }),
  row('血压血糖偏高', 'Raised pressure or glucose', {
    prefixes: ['R03', 'R73'],
    departments: ['internalMedicine', 'endocrinology'],
    seats: standingIllness,
  }),
  row('胸痛待查', 'Chest pain', {
    prefixes: ['R07'],
    departments: ['cardiology'],
    seats: seats('township.exam', 'county.exam', 'county.bed'),
  }),
  row('咯血、吞咽困难与消瘦', 'Hemoptysis, dysphagia, loss of weight', {
    prefixes: ['R04.2', 'R13', 'R22', 'R59', 'R63.4', 'R91'],
    departments: ['oncology', 'respiratory', 'imaging'],
    seats: toExamine,
  }),
  row('昏迷与休克', 'Coma and shock', {
    prefixes: ['R40', 'R57'],
    departments: ['internalMedicine'],
    seats: emergencyIllness,
  }),
  row('热性惊厥', 'Febrile convulsion', {
    prefixes: ['R56'],
    departments: ['pediatrics', 'neurology'],
    seats: wardIllness,
  }),
  row('尿检异常', 'Abnormal urine', {
    prefixes: ['R31', 'R80'],
    departments: ['nephrology', 'urology'],
    seats: toExamine,
  }),
  row('健康服务', 'Health service', { prefixes: ['Z'], departments: ['internalMedicine'], seats: standingIllness }),
  row('狂犬病暴露', 'Exposure to rabies', {
    prefixes: ['Z20.3'],
    departments: ['generalSurgery', 'infectiousDisease'],
    seats: seats('township.slot', 'township.slot', 'county.slot'),
  }),
  row('康复', 'Rehabilitation', { prefixes: ['Z50'], departments: ['rehabilitation', 'tcm'], seats: wardIllness }),
  row('化疗', 'Chemotherapy', { prefixes: ['Z51.1'], departments: ['oncology'], seats: surgicalIllness }),
  row('安宁疗护', 'Palliative care', {
    prefixes: ['Z51.5'],
    departments: ['oncology', 'internalMedicine'],
    seats: seats('village.slot', 'township.bed', 'township.bed', 'township.bed'),
  }),
  row('心脏植入物', 'Cardiac implant', { prefixes: ['Z95'], departments: ['cardiology'], seats: commonIllness }),
  row('透析', 'Dialysis', { prefixes: ['Z99.2', 'Z49'], departments: ['nephrology'], seats: specialistIllness }),
]
