/**
 * Characters of names that registers write in more than one way: traditional forms, variants (异体) and the shortened surnames of 1977 (萧/肖).
 * Each pair is the way it is written, then the way it is compared. Not a general conversion: only what stands in names.
 */
const pairs =
  '國国華华東东蘭兰鳳凤龍龙偉伟傑杰強强彊强軍军榮荣貴贵慶庆書书雲云霞霞飛飞進进勝胜寶宝寳宝財财福福壽寿壯壮剛刚銳锐鋒锋銀银鐵铁鋼钢鎮镇鐘钟鍾钟錢钱鵬鹏鶴鹤鴻鸿' +
  '麗丽蓮莲蘇苏葉叶萬万蔣蒋蕭萧肖萧陳陈張张趙赵劉刘楊杨黃黄吳吴馬马孫孙許许鄧邓馮冯羅罗鄭郑謝谢韓韩盧卢賈贾閻阎閆阎闫阎韋韦鄒邹陸陆賀贺顧顾龔龚嚴严錢钱湯汤' +
  '傅傅付傅戴戴代戴丘邱峯峰崐昆崑昆堃坤喆哲昇升陞升珎珍淸清淨净潔洁靜静嫻娴嬌娇媽妈嬪嫔綵彩彩彩紅红純纯紀纪維维緒绪綠绿練练縣县義义習习聖圣聰聪職职聯联' +
  '興兴舉举藝艺蘋苹蘊蕴虹虹蝦虾術术裡里裏里覺觉記记訓训詩诗誠诚諾诺謙谦證证讓让貞贞財财賢贤賓宾質质贊赞躍跃軒轩輝辉煇辉暉晖連连運运達达遠远選选邁迈鑒鉴' +
  '長长門门開开閔闵間间關关陽阳際际隨随隱隐雙双雜杂電电霑沾靈灵鞏巩響响項项順顺頌颂領领頤颐風风養养驥骥駿骏騰腾魯鲁鮮鲜麥麦黨党齊齐齡龄亞亚來来倫伦個个' +
  '備备傳传優优億亿儀仪兒儿克克兩两農农冊册劍剑勁劲勛勋勳勋勵励勢势協协單单厲厉參参發发變变號号吉吉啟启啓启喬乔嘯啸園园圓圆團团圖图場场堅坚塵尘壇坛夢梦奮奋' +
  '學学寧宁甯宁寬宽實实審审導导將将爾尔層层屬属岡冈島岛嶺岭崗岗帥帅師师幹干廣广廟庙彥彦彬彬從从徑径復复德德悳德愛爱慧慧憲宪應应懷怀戰战戲戏捨舍揚扬擇择' +
  '據据敵敌數数斷断時时晉晋暢畅曉晓曄晔會会條条樂乐標标樹树橋桥機机檜桧權权歐欧歡欢歲岁歷历殘残毅毅氣气沖冲況况淵渊渕渊漁渔漢汉潤润濟济濤涛灣湾炤照為为烏乌無无' +
  '煥焕燦灿燁烨爍烁獻献環环瑋玮瑩莹瓊琼甦苏畢毕異异瘋疯皚皑盛盛監监眾众矯矫碩硕確确禎祯禮礼禰祢稟禀種种穎颖頴颖積积穩稳競竞節节範范築筑簡简籃篮粵粤絲丝'

const comparedAs = new Map<string, string>()
for (let chars = [...pairs], i = 0; i < chars.length; i += 2) comparedAs.set(chars[i] ?? '', chars[i + 1] ?? '')

/** 張偉華 -> 张伟华: the form in which two names are compared. */
export function comparedForm(text: string): string {
  let result = ''
  for (const char of text) result += comparedAs.get(char) ?? char
  return result
}

/** 伟 -> 偉: other ways in which registers write a character. */
export function otherFormsOf(char: string): string[] {
  return [...comparedAs].flatMap(([written, compared]) => (compared === char && written !== char ? [written] : []))
}
