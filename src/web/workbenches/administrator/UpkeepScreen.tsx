import type * as calendar from '#kernel/calendar.ts'
import { upkeepContract } from '#registry/upkeep/contract.ts'
import { trouble } from '#registry/upkeep/labels.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/workbenches/administrator/administrator.css'

/** Whether the data is safe: the last backup, the last drill, the copy of the keys, and what is to be mended. */
export function UpkeepScreen() {
  const { t } = useWords()
  const asked = useAsk(upkeepContract.openUpkeep, {}, { live: ['duty'] })
  return (
    <DeskPage title={{ zh: '运维', en: 'Upkeep' }}>
      <Answered asked={asked} rows={5} what={{ zh: '运维状况', en: 'the state of upkeep' }}>
        {({ troubles, backupAt, drillAt, keyCopyConfirmedAt, lastBackup, lastDrill }) => (
          <>
            <Section
              title={{ zh: '需要处理', en: 'To be mended' }}
              count={troubles.length}
              note={
                troubles.length > 0 &&
                t({ zh: '在服务器上输入右边的命令', en: 'type the command beside it on the server' })
              }
              {...(troubles.length > 0 ? { tone: 'cinnabar' } : {})}
            >
              {troubles.length === 0 ? (
                <p className="upkeep-line">{t({ zh: '数据是安全的', en: 'The data is safe' })}</p>
              ) : (
                <ul className="upkeep-troubles">
                  {troubles.map((code) => (
                    <li key={code}>
                      <Icon name="alert" />
                      <span>{t(trouble.labels[code])}</span>
                      <code>{mend[code]}</code>
                    </li>
                  ))}
                </ul>
              )}
            </Section>
            <Section title={{ zh: '备份与密钥', en: 'Backups and keys' }}>
              <Facts
                facts={[
                  { name: { zh: '最近备份', en: 'Newest backup' }, value: <When at={backupAt} /> },
                  { name: { zh: '最近演练', en: 'Newest drill' }, value: <When at={drillAt} /> },
                  { name: { zh: '密钥副本', en: 'Keys copied' }, value: <When at={keyCopyConfirmedAt} /> },
                  ...(lastBackup?.why
                    ? [{ name: { zh: '备份失败', en: 'Backup failed' }, value: lastBackup.why }]
                    : []),
                  ...(lastDrill?.why ? [{ name: { zh: '演练失败', en: 'Drill failed' }, value: lastDrill.why }] : []),
                ]}
              />
            </Section>
          </>
        )}
      </Answered>
    </DeskPage>
  )
}

/** What is typed on the server. */
const mend = {
  noBackup: 'bin/tongmai backup',
  backupOld: 'bin/tongmai backup',
  backupFailed: 'bin/tongmai doctor',
  drillOld: 'bin/tongmai drill',
  drillFailed: 'bin/tongmai drill',
  keysUncopied: 'bin/tongmai keys copy',
} as const

function When({ at }: { at: calendar.Moment | null }) {
  const { t } = useWords()
  return at ? <Moment at={at} /> : <span className="hint">{t({ zh: '还没有', en: 'not yet' })}</span>
}
