import type { Text } from '#web/ui/words.ts'

/** Why somebody found elsewhere in the county shows as little as that. */
export const whyMasked: Text = {
  zh: '档案由其他机构管理,您还没有查看依据,所以只显示核对身份要用的几项:姓名遮盖,没有号码、住址和病历。',
  en: 'The record is kept elsewhere and you have no basis to read it, so only what tells whom you mean is shown: a masked name, no numbers, no address, no record.',
}

/** How a basis comes about. */
export const howOpened: Text = {
  zh: '管档机构把人转诊到本机构,或就其病情咨询本机构后,依据自动产生,档案随即打开。',
  en: 'It opens by itself once their facility refers them to yours or asks yours about them.',
}

export const inEmergency: Text = {
  zh: '救治等不及时可紧急调阅:写明理由,只开放一段时间,事后有人复核。',
  en: 'When care cannot wait, break the glass: with a reason, for some hours, reviewed afterwards.',
}
