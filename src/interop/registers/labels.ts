import { type CodeOf, coded, type Words } from '#kernel/words.ts'

/** The county's registers in the order in which they are loaded: each names rows of those before it. Settlements come last and every month. */
export const registerKind = coded({
  facilities: { zh: '机构', en: 'Facilities' },
  staff: { zh: '人员与岗位', en: 'Staff and posts' },
  capacity: { zh: '号源床位模板', en: 'Capacity templates' },
  residents: { zh: '居民与家庭户', en: 'Residents and households' },
  settlement: { zh: '县外结算', en: 'Settlements elsewhere' },
})
export type RegisterKind = CodeOf<typeof registerKind>

export const uploadStatus = coded({
  receiving: { zh: '正在上传', en: 'Being sent' },
  reading: { zh: '正在试读', en: 'Being read' },
  checked: { zh: '已试读,待装载', en: 'Read, to be loaded' },
  unreadable: { zh: '读不了', en: 'Cannot be read' },
  loading: { zh: '正在装载', en: 'Loading' },
  paused: { zh: '已暂停', en: 'Paused' },
  done: { zh: '已装载', en: 'Loaded' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
})
export type UploadStatus = CodeOf<typeof uploadStatus>

/** Why a row is not taken: what is wrong, and what to do about it. The column is said beside it. */
export const problem = {
  missing: [
    { zh: '必填,现在是空的', en: 'is needed and empty' },
    { zh: '请填写', en: 'fill it in' },
  ],
  notADay: [
    { zh: '不是日期', en: 'is no date' },
    { zh: '请写成 1956-03-02', en: 'write it as 1956-03-02' },
  ],
  inFuture: [
    { zh: '日期在未来', en: 'lies in the future' },
    { zh: '请核对日期', en: 'compare the date' },
  ],
  notANumber: [
    { zh: '不是整数,或超出范围', en: 'is no whole number, or out of range' },
    { zh: '请填写范围内的整数', en: 'write a whole number within the range' },
  ],
  notAChoice: [
    { zh: '不在可选值内', en: 'is not one of the choices' },
    { zh: '请按模板“填写说明”中的可选值填写', en: "use a value from the template's instruction sheet" },
  ],
  tooLong: [
    { zh: '太长', en: 'is too long' },
    { zh: '请缩短', en: 'shorten it' },
  ],
  garbled: [
    { zh: '含乱码或控制字符', en: 'holds garbled or control characters' },
    { zh: '请在原文件中改正,并另存为 .xlsx 或 UTF-8 的 .csv', en: 'mend it in the source and save as .xlsx or CSV in UTF-8' },
  ],
  wrongPhone: [
    { zh: '手机号应为 11 位', en: 'a mobile number has 11 digits' },
    { zh: '请核对号码;没有就留空', en: 'compare the number; leave it empty where there is none' },
  ],
  wrongNumber: [
    { zh: '身份证号不对(位数、校验位或日期)', en: 'is no identity number (length, check digit or date)' },
    { zh: '请对照证件核对', en: 'compare it with the card' },
  ],
  numberLost: [
    { zh: '被 Excel 存成数字,末几位已经丢失', en: 'was stored as a number by Excel, its last digits are lost' },
    { zh: '把该列设为“文本”,从原始来源重新填写', en: 'format the column as text and fill it in again from the source' },
  ],
  birthDiffers: [
    { zh: '与身份证号里的出生日期不一致', en: 'differs from the birth date in the identity number' },
    { zh: '请核对两者,以证件为准', en: 'compare both; the card decides' },
  ],
  sexDiffers: [
    { zh: '与身份证号里的性别不一致', en: 'differs from the sex in the identity number' },
    { zh: '请核对两者,以证件为准', en: 'compare both; the card decides' },
  ],
  wrongCode: [
    { zh: '代码的校验位不对', en: 'the check character of the code does not fit' },
    { zh: '请对照证书核对', en: 'compare it with the certificate' },
  ],
  wrongDivision: [
    { zh: '行政区划代码应为 6 位或 12 位数字', en: 'a division code has 6 or 12 digits' },
    { zh: '请填写统计用区划代码', en: 'write the statistical division code' },
  ],
  noFacility: [
    { zh: '没有登记这家机构', en: 'no facility of this name or code is registered' },
    { zh: '先在“机构”表中登记,或改成登记过的名称', en: 'register it in the facilities sheet first, or use its registered name' },
  ],
  twoFacilities: [
    { zh: '有不止一家机构叫这个名字', en: 'several facilities have this name' },
    { zh: '请改填机构编码或全称', en: 'use the facility code or the full name' },
  ],
  noDepartment: [
    { zh: '这家机构没有这个科室', en: 'the facility has no such department' },
    { zh: '先在“机构”表的“科室”列加上,或改成已有的科室名', en: 'add it in the facilities sheet, or use a department it has' },
  ],
  noStaff: [
    { zh: '这家机构没有这位人员', en: 'nobody of this name or licence works there' },
    { zh: '先在“人员与岗位”表中登记', en: 'load the staff sheet first' },
  ],
  ownParent: [
    { zh: '上级机构是它自己或它的下级', en: 'the facility above is itself or one below it' },
    { zh: '请核对上级机构', en: 'compare the facility above' },
  ],
  noLead: [
    { zh: '这个医共体没有牵头医院', en: 'the consortium has no lead hospital' },
    { zh: '给牵头医院那一行的“医共体身份”填“牵头医院”', en: "write 'lead hospital' in the row of the lead hospital" },
  ],
  otherConsortium: [
    { zh: '已属于另一个医共体', en: 'belongs to another consortium' },
    { zh: '请先在“医共体”中办理退出', en: 'end the other membership first' },
  ],
  codeTaken: [
    { zh: '这个代码已登记给另一家机构或人员', en: 'the code is registered for another facility or person' },
    { zh: '请核对代码', en: 'compare the code' },
  ],
  noLicence: [
    { zh: '诊疗岗位要有执业证号', en: 'a clinical post needs a licence number' },
    { zh: '请填写执业证号', en: 'fill in the licence number' },
  ],
  licenceExpired: [
    { zh: '执业证在任岗日已过期', en: 'the licence has expired on the first day of the post' },
    { zh: '请更新有效期或改任非诊疗岗位', en: 'renew it, or give a post that is not clinical' },
  ],
  loginTaken: [
    { zh: '登录名已被别人使用', en: 'the login is taken by somebody else' },
    { zh: '换一个,或留空由系统生成', en: 'choose another, or leave it empty' },
  ],
  wrongLogin: [
    { zh: '登录名应为 3–40 位小写字母、数字、点或横线', en: 'a login has 3 to 40 small letters, digits, dots or dashes' },
    { zh: '请改正,或留空由系统生成', en: 'correct it, or leave it empty' },
  ],
  reservedTooLow: [
    { zh: '基层预留比例低于政策下限', en: 'the share reserved for the base is below what policy asks' },
    { zh: '提高比例,或留空按政策', en: 'raise it, or leave it empty' },
  ],
  bedStartsAtEight: [
    { zh: '床位按床日计,从 08:00 到次日 08:00', en: 'a bed is a bed-day from 08:00 to 08:00' },
    { zh: '开始时间填 08:00,时长填 1440', en: 'write 08:00 and 1440 minutes' },
  ],
  notATime: [
    { zh: '不是时刻', en: 'is no time of day' },
    { zh: '请写成 08:00', en: 'write it as 08:00' },
  ],
  elsewhere: [
    { zh: '不是您管辖的机构', en: 'is not a facility of yours' },
    { zh: '请由该机构或系统管理员装载', en: 'let that facility or the administrator load it' },
  ],
  secondRow: [
    { zh: '与前面一行是同一个,内容却不同', en: 'is the same one as an earlier row, with other content' },
    { zh: '留下对的那一行', en: 'keep the row that is right' },
  ],
  numberOfAnother: [
    { zh: '这个身份证号已属于姓名、性别或生日不同的人', en: 'this identity number belongs to somebody of another name, sex or birth date' },
    { zh: '请核对两人的证件,改正后再装载;不会另建一个人', en: 'compare the papers of both, mend and load again; no second person is made' },
  ],
  nearNumber: [
    { zh: '与已登记的某人只差号码里的一处', en: 'differs from somebody registered by a slip in the number only' },
    { zh: '请核对证件;确是另一人的,请单独建档', en: 'compare the papers; register by hand whoever is somebody else' },
  ],
  notThisDay: [
    { zh: '不是 2025-03-01 这样的日期', en: 'is no day like 2025-03-01' },
    {
      zh: '请写成 2025-03-01(整个文件也可统一写成 20250301);时间写成 2025-03-01 08:30:00',
      en: 'write 2025-03-01, or 20250301 in the whole file; a time as 2025-03-01 08:30:00',
    },
  ],
  otherDayForm: [
    { zh: '与文件开头的日期写法不一致', en: 'is written in another way than the first dates of the file' },
    { zh: '一个文件里的日期只用一种写法', en: 'write all dates of a file in one way' },
  ],
  notYuan: [
    { zh: '不是金额,或多于两位小数', en: 'is no amount, or has more than two decimals' },
    { zh: '以元为单位,最多两位小数,不加千分号:1234.50', en: 'in yuan with at most two decimals and no separators: 1234.50' },
  ],
  sumDiffers: [
    { zh: '与个人负担之和不等于总费用', en: 'with what the person paid is not the total' },
    { zh: '请核对三个金额', en: 'compare the three amounts' },
  ],
  mixedSigns: [
    { zh: '三个金额的正负号不一致', en: 'has another sign than the other amounts' },
    { zh: '正常结算都为正,冲正都为负', en: 'all positive in a settlement, all negative in a reversal' },
  ],
  noOriginal: [
    { zh: '冲正要写明冲的是哪一笔', en: 'is needed: a reversal says what it takes back' },
    { zh: '在“原结算单号”填被冲正的结算单号', en: 'fill in the number of the settlement that is taken back' },
  ],
  inCounty: [
    { zh: '是本县的机构:县内就诊来自各机构自己的记录', en: 'is in this county: its visits come from its own record' },
    { zh: '请从县外结算文件中去掉这一行;区划填错的请改正', en: 'take the row out of this file, or correct the division' },
  ],
  endsBefore: [
    { zh: '早于就诊日期', en: 'is before the visit began' },
    { zh: '请核对两个日期', en: 'compare both dates' },
  ],
  refusedByDatabase: [
    { zh: '数据库拒收', en: 'was refused by the database' },
    { zh: '请把这一行发给系统维护人员', en: 'show this row to whoever maintains the system' },
  ],
} as const satisfies Record<string, readonly [what: Words, remedy: Words]>
export type ProblemCode = keyof typeof problem

/** What was mended on the way: the row is taken, and it is said. */
export const mark = coded({
  serialDate: { zh: '日期是 Excel 序号,已换算', en: 'date was an Excel number, converted' },
  otherDate: { zh: '日期写法已统一', en: 'date was written in another way' },
  fullWidth: { zh: '全角字符已改半角', en: 'full-width characters made plain' },
  spaces: { zh: '姓名中的空格已去掉', en: 'spaces in the name removed' },
  oldNumber: { zh: '15 位旧身份证号已换成 18 位', en: 'old 15-digit number converted to 18' },
  carriedDown: { zh: '合并单元格的值已补到各行', en: 'value of merged cells carried down' },
  fromNumber: { zh: '性别或生日取自身份证号', en: 'sex or birth date taken from the number' },
  byVillage: { zh: '管理机构按村确定', en: 'home facility found by village' },
  copy: { zh: '与前面某行完全相同,只算一次', en: 'the same as an earlier row, counted once' },
  heading: { zh: '重复的表头,已跳过', en: 'headings again, left out' },
  total: { zh: '合计行,已跳过', en: 'total line, left out' },
  example: { zh: '模板示例行,已跳过', en: 'example line of the template, left out' },
  correction: { zh: '结算单号已有、内容不同,按更正处理,旧内容保留', en: 'same number with other content: taken as a correction, the old version is kept' },
  older: { zh: '比已有内容更旧,未采用', en: 'older than what is known, not taken' },
  reversal: { zh: '冲正', en: 'reversals' },
  reversalWaits: { zh: '冲正的原结算还没有到或金额不同,先保留', en: 'reversals whose settlement has not come or differs, kept waiting' },
  unlinked: { zh: '参保人还没有在本县建档,先保留,建档后自动关联', en: 'people not registered here yet (their rows are kept and linked once they are)' },
})
export type Mark = CodeOf<typeof mark>

/** What stands between a file and its rows. */
export const trouble = coded({
  empty: { zh: '文件是空的', en: 'The file is empty' },
  oldExcel: {
    zh: '这是旧版 .xls 或加了密码的文件,请在 Excel 或 WPS 中另存为 .xlsx(不设密码)',
    en: 'This is an old .xls or a protected file; save it as .xlsx without a password',
  },
  notATable: { zh: '这不是 .xlsx 或 .csv 表格,请用模板', en: 'This is neither .xlsx nor .csv; use the template' },
  noHeading: { zh: '没有找到表头行,请在下面指明工作表和表头所在的行', en: 'No row of headings was found; name the sheet and the row below' },
  cutOff: {
    zh: '文件在中途断开:断开之前的行照常装载,断在中间的最后一行不装载;请补传后面的部分或重新导出整个文件',
    en: 'The file is cut off: rows before the cut are loaded, the last broken one is not; send the rest, or the whole file exported again',
  },
  broken: { zh: '文件不完整,后面的内容已经丢失;请重新导出或重新上传', en: 'The file is cut off and the rest is lost; export or send it again' },
  tooManyRows: { zh: '行数太多,请拆成几个文件', en: 'Too many rows; divide it into several files' },
  failed: {
    zh: '装载中途出错,已停下;处理后可以继续,已装载的行不会重复',
    en: 'Something failed on the way and it stopped; it may go on later, no row is loaded twice',
  },
  tooLarge: { zh: '解压后太大,请另存为 .csv 再上传', en: 'Too large once unpacked; save it as CSV and send that' },
})
export type Trouble = CodeOf<typeof trouble>
