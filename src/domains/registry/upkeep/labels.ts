import { coded } from '#kernel/words.ts'

/** What endangers the data, with what to do about it. */
export const trouble = coded({
  noBackup: { zh: '还没有备份', en: 'There is no backup yet' },
  backupOld: { zh: '最近的备份太旧', en: 'The newest backup is too old' },
  backupFailed: { zh: '最近一次备份失败', en: 'The last backup failed' },
  drillOld: { zh: '很久没有成功演练过恢复', en: 'No restore drill succeeded for long' },
  drillFailed: { zh: '最近一次恢复演练失败', en: 'The last restore drill failed' },
  keysUncopied: { zh: '没有确认密钥副本:丢了密钥,备份也打不开', en: 'No copy of the keys was confirmed: without the keys no backup opens' },
})
