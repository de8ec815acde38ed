import {
  type CatalogRow,
  clinicIllness,
  commonIllness,
  emergencyIllness,
  examineIfPersisting,
  rareEmergency,
  row,
  seats,
  specialistIllness,
  standingIllness,
  surgicalIllness,
  toExamine,
  wardIllness,
} from './row.ts'

/** Eye, ear and teeth, digestion, bones, kidney and urine, and what surgeons see. */
export const surgicalRows: readonly CatalogRow[] = [
  row('良性肿瘤', 'Benign tumor', {
    prefixes: ['D1', 'D2', 'D3'],
    departments: ['generalSurgery'],
    seats: clinicIllness,
  }),
  row('妇科良性肿瘤', 'Benign gynecological tumor', {
    prefixes: ['D25', 'D26', 'D27'],
    departments: ['obstetricsGynecology'],
    seats: clinicIllness,
  }),
  row('眼病', 'Eye disease', {
    prefixes: ['H0', 'H1', 'H2', 'H3', 'H4', 'H5'],
    departments: ['ophthalmology'],
    seats: clinicIllness,
  }),
  row('常见外眼病', 'Common disease of the outer eye', {
    prefixes: ['H00', 'H01', 'H10', 'H11.3'],
    departments: ['ophthalmology'],
    seats: standingIllness,
  }),
  row('白内障', 'Cataract', { prefixes: ['H25', 'H26'], departments: ['ophthalmology'], seats: specialistIllness }),
  row('视网膜与青光眼急症', 'Retina and glaucoma', {
    prefixes: ['H33', 'H34', 'H40'],
    departments: ['ophthalmology'],
    seats: seats('county.slot', 'county.bed', 'outOfCounty.bed'),
  }),
  row('屈光与斜弱视', 'Refraction, squint, amblyopia', {
    prefixes: ['H50', 'H52', 'H53'],
    departments: ['ophthalmology'],
    seats: seats('township.slot', 'county.exam', 'county.slot'),
  }),
  row('耳病', 'Ear disease', { prefixes: ['H6', 'H7', 'H8', 'H9'], departments: ['ent'], seats: clinicIllness }),
  row('常见耳病', 'Common ear disease', {
    prefixes: ['H60', 'H61', 'H65', 'H66'],
    departments: ['ent', 'pediatrics'],
    seats: standingIllness,
  }),
  row('突发性耳聋', 'Sudden deafness', { prefixes: ['H91.2'], departments: ['ent'], seats: surgicalIllness }),
  row('鼻咽喉疾病', 'Disease of nose and throat', {
    prefixes: ['J3'],
    departments: ['ent'],
    seats: seats('village.slot', 'county.slot', 'county.bed'),
  }),
  row('扁桃体周围脓肿', 'Peritonsillar abscess', { prefixes: ['J36'], departments: ['ent'], seats: emergencyIllness }),
  row('静脉与淋巴疾病', 'Disease of veins and lymph', {
    prefixes: ['I7', 'I8'],
    departments: ['generalSurgery', 'cardiology'],
    seats: clinicIllness,
  }),
  row('深静脉血栓与静脉曲张出血', 'Deep vein thrombosis and bleeding varices', {
    prefixes: ['I80', 'I85.0'],
    departments: ['generalSurgery', 'gastroenterology'],
    seats: emergencyIllness,
  }),
  row('淋巴结炎', 'Lymphadenitis', {
    prefixes: ['I88'],
    departments: ['generalSurgery', 'pediatrics'],
    seats: commonIllness,
  }),
  row('消化系统疾病', 'Digestive disease', {
    prefixes: ['K'],
    departments: ['gastroenterology', 'internalMedicine'],
    seats: clinicIllness,
  }),
  row('口腔疾病', 'Disease of teeth and mouth', {
    prefixes: ['K0', 'K10', 'K11', 'K12', 'K13', 'K14'],
    departments: ['stomatology'],
    seats: clinicIllness,
  }),
  row('胃和食管疾病', 'Disease of stomach and esophagus', {
    prefixes: ['K20', 'K21', 'K22', 'K25', 'K26', 'K27', 'K29', 'K30', 'K31'],
    departments: ['gastroenterology', 'tcm'],
    seats: examineIfPersisting,
  }),
  row('溃疡穿孔与出血', 'Perforated or bleeding ulcer', {
    prefixes: ['K25.0', 'K25.1', 'K25.2', 'K25.4', 'K25.5', 'K25.6', 'K26.0', 'K26.1', 'K26.2', 'K26.4', 'K26.5', 'K26.6', 'K27.4', 'K27.5', 'K27.6'],
    departments: ['generalSurgery', 'gastroenterology'],
    seats: emergencyIllness,
  }),
  row('阑尾炎', 'Appendicitis', {
    prefixes: ['K35', 'K36', 'K37'],
    departments: ['generalSurgery'],
    seats: emergencyIllness,
  }),
  row('疝', 'Hernia', {
    prefixes: ['K40', 'K41', 'K42', 'K43', 'K44', 'K45', 'K46'],
    departments: ['generalSurgery'],
    seats: surgicalIllness,
  }),
  row('嵌顿疝', 'Obstructed hernia', {
    prefixes: ['K40.0', 'K40.1', 'K40.3', 'K40.4', 'K41.3', 'K42.0', 'K43.0'],
    departments: ['generalSurgery'],
    seats: emergencyIllness,
  }),
  row('炎症性肠病', 'Inflammatory bowel disease', {
    prefixes: ['K50', 'K51'],
    departments: ['gastroenterology'],
    seats: seats('county.slot', 'county.slot', 'outOfCounty.bed'),
  }),
  row('肠道功能与炎症', 'Bowel complaint', {
    prefixes: ['K52', 'K58', 'K59'],
    departments: ['gastroenterology', 'tcm'],
    seats: commonIllness,
  }),
  row('肠梗阻与腹膜炎', 'Obstruction and peritonitis', {
    prefixes: ['K56', 'K63.1', 'K65'],
    departments: ['generalSurgery'],
    seats: emergencyIllness,
  }),
  row('肛肠疾病', 'Anorectal disease', {
    prefixes: ['K60', 'K61', 'K62', 'K64'],
    departments: ['generalSurgery', 'tcm'],
    seats: clinicIllness,
  }),
  row('脂肪肝', 'Fatty liver', {
    prefixes: ['K76.0'],
    departments: ['gastroenterology', 'internalMedicine'],
    seats: standingIllness,
  }),
  row('肝衰竭', 'Hepatic failure', {
    prefixes: ['K72'],
    departments: ['infectiousDisease', 'gastroenterology'],
    seats: rareEmergency,
  }),
  row('胆囊与胆管疾病', 'Disease of gallbladder and bile ducts', {
    prefixes: ['K80', 'K81', 'K82', 'K83'],
    departments: ['generalSurgery', 'gastroenterology'],
    seats: clinicIllness,
  }),
  row('急性胰腺炎与胆道急症', 'Acute pancreatitis and biliary emergency', {
    prefixes: ['K80.0', 'K83.0', 'K85'],
    departments: ['generalSurgery', 'gastroenterology'],
    seats: emergencyIllness,
  }),
  row('消化道出血', 'Gastrointestinal bleeding', {
    prefixes: ['K92.0', 'K92.1', 'K92.2'],
    departments: ['gastroenterology'],
    seats: emergencyIllness,
  }),
  row('骨关节肌肉疾病', 'Disease of bones, joints and muscles', {
    prefixes: ['M'],
    departments: ['orthopedics', 'rehabilitation', 'tcm'],
    seats: standingIllness,
  }),
  row('风湿免疫病', 'Rheumatic disease', {
    prefixes: ['M05', 'M06', 'M3', 'M45'],
    departments: ['internalMedicine'],
    seats: specialistIllness,
  }),
  row('痛风', 'Gout', {
    prefixes: ['M10'],
    departments: ['endocrinology', 'internalMedicine'],
    seats: standingIllness,
  }),
  row('椎间盘与椎管疾病', 'Disease of discs and spinal canal', {
    prefixes: ['M48', 'M50', 'M51'],
    departments: ['orthopedics', 'rehabilitation', 'tcm'],
    seats: seats('township.slot', 'county.exam', 'county.bed'),
  }),
  row('病理性骨折与骨坏死', 'Pathological fracture and necrosis of bone', {
    prefixes: ['M80', 'M86', 'M87'],
    departments: ['orthopedics'],
    seats: surgicalIllness,
  }),
  row('泌尿生殖系统疾病', 'Disease of urinary and genital organs', {
    prefixes: ['N'],
    departments: ['urology', 'nephrology'],
    seats: clinicIllness,
  }),
  row('肾脏疾病', 'Kidney disease', { prefixes: ['N0', 'N1'], departments: ['nephrology'], seats: clinicIllness }),
  row('早期慢性肾脏病', 'Early chronic kidney disease', {
    prefixes: ['N18.1', 'N18.2'],
    departments: ['nephrology', 'internalMedicine'],
    seats: standingIllness,
  }),
  row('急性肾衰竭', 'Acute renal failure', { prefixes: ['N17'], departments: ['nephrology'], seats: emergencyIllness }),
  row('肾绞痛', 'Renal colic', { prefixes: ['N23'], departments: ['urology'], seats: wardIllness }),
  row('下尿路感染', 'Lower urinary infection', {
    prefixes: ['N30', 'N34', 'N39.0'],
    departments: ['urology', 'internalMedicine'],
    seats: commonIllness,
  }),
  row('睾丸扭转', 'Torsion of testis', { prefixes: ['N44'], departments: ['urology'], seats: emergencyIllness }),
  row('乳腺疾病', 'Disease of breast', {
    prefixes: ['N60', 'N61', 'N62', 'N64'],
    departments: ['generalSurgery'],
    seats: clinicIllness,
  }),
  row('乳房肿块', 'Lump in breast', {
    prefixes: ['N63'],
    departments: ['generalSurgery', 'imaging'],
    seats: toExamine,
  }),
  row('妇科疾病', 'Gynecological disease', {
    prefixes: ['N7', 'N8', 'N9'],
    departments: ['obstetricsGynecology'],
    seats: clinicIllness,
  }),
  row('急腹症', 'Acute abdomen', { prefixes: ['R10.0'], departments: ['generalSurgery'], seats: emergencyIllness }),
  row('腹痛待查', 'Abdominal pain', {
    prefixes: ['R10'],
    departments: ['gastroenterology', 'generalSurgery', 'tcm'],
    seats: examineIfPersisting,
  }),
  row('排尿异常', 'Disorder of passing urine', {
    prefixes: ['R32', 'R33', 'R35', 'R39'],
    departments: ['urology'],
    seats: clinicIllness,
  }),
  row('鼻出血', 'Nosebleed', { prefixes: ['R04.0'], departments: ['ent'], seats: commonIllness }),
]
