import {
  type CatalogRow,
  clinicIllness,
  commonIllness,
  emergencyIllness,
  rareEmergency,
  row,
  seats,
  specialistIllness,
  standingIllness,
  surgicalIllness,
  wardIllness,
} from './row.ts'

/** Pregnancy and childbirth, injury, poisoning and allergy. */
export const womenAndInjuryRows: readonly CatalogRow[] = [
  row('妊娠相关疾病', 'Illness of pregnancy', {
    prefixes: ['O'],
    departments: ['obstetricsGynecology'],
    seats: clinicIllness,
  }),
  row('产科急症', 'Obstetric emergency', {
    prefixes: ['O00', 'O14', 'O15', 'O36', 'O42', 'O44', 'O45', 'O60', 'O67', 'O71', 'O72', 'O85', 'O88'],
    departments: ['obstetricsGynecology'],
    seats: emergencyIllness,
  }),
  row('妊娠合并症', 'Pregnancy with another disease', {
    prefixes: ['O10', 'O11', 'O13', 'O24', 'O30', 'O99'],
    departments: ['obstetricsGynecology'],
    seats: specialistIllness,
  }),
  row('分娩', 'Delivery', {
    prefixes: ['O80', 'O81', 'O82', 'O83', 'O84'],
    departments: ['obstetricsGynecology'],
    seats: emergencyIllness,
  }),
  row('孕产期保健', 'Care of pregnancy and childbirth', {
    prefixes: ['Z34', 'Z36', 'Z39'],
    departments: ['obstetricsGynecology'],
    seats: seats('township.slot', 'township.slot', 'county.slot'),
  }),
  row('高危妊娠', 'High-risk pregnancy', {
    prefixes: ['Z35'],
    departments: ['obstetricsGynecology'],
    seats: specialistIllness,
  }),
  row('损伤', 'Injury', {
    prefixes: ['S', 'T0', 'T1'],
    departments: ['generalSurgery', 'orthopedics'],
    seats: commonIllness,
  }),
  row('颅脑与内脏损伤', 'Injury of brain or inner organs', {
    prefixes: ['S06', 'S25', 'S26', 'S27', 'S35', 'S36', 'S37', 'T07'],
    departments: ['generalSurgery'],
    seats: emergencyIllness,
  }),
  row('骨折与脱位', 'Fracture and dislocation', {
    prefixes: ['S02', 'S12', 'S22', 'S32', 'S42', 'S43', 'S52', 'S62', 'S82', 'S83', 'S92'],
    departments: ['orthopedics'],
    seats: seats('township.slot', 'county.slot', 'county.bed'),
  }),
  row('股骨骨折', 'Fracture of femur', { prefixes: ['S72'], departments: ['orthopedics'], seats: emergencyIllness }),
  row('肢体离断', 'Traumatic amputation', {
    prefixes: ['S48', 'S58', 'S68', 'S78', 'S88', 'S98'],
    departments: ['orthopedics'],
    seats: rareEmergency,
  }),
  row('眼外伤', 'Injury of the eye', {
    prefixes: ['S05', 'T15'],
    departments: ['ophthalmology'],
    seats: seats('county.slot', 'county.bed', 'outOfCounty.bed'),
  }),
  row('异物', 'Foreign body', {
    prefixes: ['T16', 'T18'],
    departments: ['ent', 'gastroenterology'],
    seats: surgicalIllness,
  }),
  row('气道异物', 'Foreign body in the airway', {
    prefixes: ['T17'],
    departments: ['ent', 'respiratory'],
    seats: emergencyIllness,
  }),
  row('烧伤', 'Burn', {
    prefixes: ['T2', 'T3'],
    departments: ['generalSurgery'],
    seats: seats('village.slot', 'township.slot', 'outOfCounty.bed'),
  }),
  row('深度烧伤', 'Deep burn', { prefixes: ['T30.3'], departments: ['generalSurgery'], seats: rareEmergency }),
  row('中毒', 'Poisoning', {
    prefixes: ['T36', 'T37', 'T38', 'T39', 'T4', 'T5', 'T6'],
    departments: ['internalMedicine'],
    seats: seats('township.bed', 'county.bed', 'county.bed'),
  }),
  row('农药中毒', 'Pesticide poisoning', {
    prefixes: ['T60', 'T62'],
    departments: ['internalMedicine', 'nephrology'],
    seats: rareEmergency,
  }),
  row('虫咬伤', 'Sting', {
    prefixes: ['T63.4'],
    departments: ['internalMedicine', 'dermatology'],
    seats: commonIllness,
  }),
  row('理化因素损伤', 'Effects of heat, water, current', {
    prefixes: ['T67', 'T68', 'T71', 'T75'],
    departments: ['internalMedicine'],
    seats: seats('township.bed', 'county.bed', 'county.bed'),
  }),
  row('过敏与药物反应', 'Allergy and adverse reaction', {
    prefixes: ['T78', 'T88'],
    departments: ['internalMedicine', 'dermatology'],
    seats: wardIllness,
  }),
  row('过敏性休克', 'Anaphylactic shock', {
    prefixes: ['T78.0', 'T78.2', 'T88.6'],
    departments: ['internalMedicine'],
    seats: emergencyIllness,
  }),
  row('手术并发症', 'Complication of surgery', {
    prefixes: ['T8', 'T9'],
    departments: ['generalSurgery'],
    seats: clinicIllness,
  }),
  row('伤口护理', 'Wound care', { prefixes: ['Z48'], departments: ['generalSurgery'], seats: standingIllness }),
]
