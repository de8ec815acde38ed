import {
  type CatalogRow,
  clinicIllness,
  commonIllness,
  emergencyIllness,
  examineIfPersisting,
  rareEmergency,
  row,
  specialistIllness,
  standingIllness,
  wardIllness,
} from './row.ts'

/** Heart and vessels, breathing, brain and nerves. */
export const heartLungBrainRows: readonly CatalogRow[] = [
  row('神经系统疾病', 'Neurological disease', { prefixes: ['G'], departments: ['neurology'], seats: clinicIllness }),
  row('中枢神经系统急症', 'Emergency of the nervous system', {
    prefixes: ['G0', 'G41', 'G61'],
    departments: ['neurology', 'pediatrics'],
    seats: rareEmergency,
  }),
  row('头痛与睡眠障碍', 'Headache and sleep disorder', {
    prefixes: ['G43', 'G44', 'G47'],
    departments: ['neurology', 'tcm'],
    seats: standingIllness,
  }),
  row('短暂性脑缺血发作', 'Transient ischemic attack', {
    prefixes: ['G45'],
    departments: ['neurology'],
    seats: emergencyIllness,
  }),
  row('瘫痪与神经损伤康复', 'Paralysis', {
    prefixes: ['G8'],
    departments: ['rehabilitation', 'neurology', 'tcm'],
    seats: wardIllness,
  }),
  row('心脏与血管疾病', 'Disease of heart and vessels', {
    prefixes: ['I'],
    departments: ['cardiology'],
    seats: clinicIllness,
  }),
  row('高血压', 'Hypertension', {
    prefixes: ['I10'],
    departments: ['cardiology', 'internalMedicine'],
    seats: commonIllness,
  }),
  row('继发性高血压', 'Secondary hypertension', {
    prefixes: ['I15'],
    departments: ['cardiology', 'nephrology'],
    seats: specialistIllness,
  }),
  row('急性冠脉综合征', 'Acute coronary syndrome', {
    prefixes: ['I20.0', 'I21', 'I22', 'I23', 'I24'],
    departments: ['cardiology'],
    seats: emergencyIllness,
  }),
  row('慢性冠心病', 'Chronic coronary disease', {
    prefixes: ['I25'],
    departments: ['cardiology', 'internalMedicine'],
    seats: commonIllness,
  }),
  row('心脏急症', 'Cardiac emergency', {
    prefixes: ['I26', 'I40', 'I44.2', 'I46', 'I47', 'I49.0'],
    departments: ['cardiology'],
    seats: emergencyIllness,
  }),
  row('主动脉疾病', 'Disease of the aorta', {
    prefixes: ['I71'],
    departments: ['cardiology', 'generalSurgery'],
    seats: rareEmergency,
  }),
  row('心力衰竭', 'Heart failure', {
    prefixes: ['I50'],
    departments: ['cardiology', 'internalMedicine'],
    seats: wardIllness,
  }),
  row('急性脑卒中', 'Acute stroke', {
    prefixes: ['I61', 'I62', 'I63', 'I64'],
    departments: ['neurology'],
    seats: emergencyIllness,
  }),
  row('蛛网膜下腔出血', 'Subarachnoid hemorrhage', {
    prefixes: ['I60'],
    departments: ['neurology'],
    seats: rareEmergency,
  }),
  row('脑动脉疾病', 'Disease of cerebral arteries', {
    prefixes: ['I65', 'I66', 'I67'],
    departments: ['neurology'],
    seats: examineIfPersisting,
  }),
  row('脑卒中后遗症', 'Sequelae of stroke', {
    prefixes: ['I69'],
    departments: ['rehabilitation', 'neurology', 'tcm'],
    seats: clinicIllness,
  }),
  row('低血压', 'Hypotension', {
    prefixes: ['I95'],
    departments: ['cardiology', 'internalMedicine'],
    seats: commonIllness,
  }),
  row('呼吸系统疾病', 'Respiratory disease', { prefixes: ['J'], departments: ['respiratory'], seats: clinicIllness }),
  row('上呼吸道感染', 'Upper respiratory infection', {
    prefixes: ['J0', 'J10', 'J11'],
    departments: ['respiratory', 'internalMedicine', 'pediatrics'],
    seats: commonIllness,
  }),
  row('喉梗阻', 'Obstruction of the larynx', {
    prefixes: ['J05'],
    departments: ['ent', 'pediatrics'],
    seats: emergencyIllness,
  }),
  row('肺炎', 'Pneumonia', {
    prefixes: ['J12', 'J13', 'J14', 'J15', 'J16', 'J17', 'J18', 'J98.4'],
    departments: ['respiratory', 'pediatrics'],
    seats: wardIllness,
  }),
  row('急性支气管炎', 'Acute bronchitis', {
    prefixes: ['J20', 'J22', 'J40'],
    departments: ['respiratory', 'pediatrics'],
    seats: commonIllness,
  }),
  row('毛细支气管炎', 'Bronchiolitis', { prefixes: ['J21'], departments: ['pediatrics'], seats: wardIllness }),
  row('慢性气道疾病', 'Chronic airway disease', {
    prefixes: ['J41', 'J42', 'J43', 'J44'],
    departments: ['respiratory', 'internalMedicine'],
    seats: wardIllness,
  }),
  row('慢阻肺急性加重', 'Exacerbation of COPD', {
    prefixes: ['J44.0', 'J44.1'],
    departments: ['respiratory'],
    seats: wardIllness,
  }),
  row('支气管哮喘', 'Asthma', { prefixes: ['J45'], departments: ['respiratory', 'pediatrics'], seats: wardIllness }),
  row('呼吸急症', 'Respiratory emergency', {
    prefixes: ['J46', 'J80', 'J81', 'J93', 'J96.0', 'J96.9'],
    departments: ['respiratory'],
    seats: emergencyIllness,
  }),
]
