import { useLocation } from 'wouter'
import { registersContract, type UploadCard } from '#interop/registers/contract.ts'
import { registerKind, uploadStatus } from '#interop/registers/labels.ts'
import { RegisterCard } from '#web/registers/RegisterCard.tsx'
import { useSendFile } from '#web/registers/sending.ts'
import { toneOf } from '#web/registers/shown.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { type QueueColumn, QueueTable } from '#web/ui/QueueTable.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import '#web/registers/registers.css'

/** The county's own registers, in the order in which they are loaded, and every file that was sent. */
export function RegistersScreen() {
  return (
    <FilesPage
      title={{ zh: '批量登记', en: 'Registers from spreadsheets' }}
      hint={{
        zh: '先机构,再人员,然后号源床位和居民:后面的表要用到前面的名称',
        en: 'Facilities first, then staff, then capacity and residents: each names rows of those before it',
      }}
    />
  )
}

/** Where files are sent and found again, whichever they are. */
export function FilesPage({ title, hint }: { title: Text; hint: Text }) {
  const [, go] = useLocation()
  const { t } = useWords()
  const asked = useAskPages(registersContract.listRegisters, { limit: 30 }, { live: ['registers'] })
  const { send, sending, problem } = useSendFile((uploadId, isKnown) => {
    if (isKnown)
      toast({ text: { zh: '这个文件以前传过,打开的是那一次', en: 'This file was sent before; here is that one' } })
    go(`/registers/${uploadId}`)
  })
  return (
    <DeskPage title={title} hint={t(hint)}>
      {problem && <ProblemNote problem={problem} />}
      <Answered asked={asked} rows={6} isEmpty={() => false}>
        {() => (
          <>
            <div className="register-cards">
              {asked.first?.registers.map((each, at, all) => (
                <RegisterCard
                  key={each.register}
                  number={all.length > 1 ? at + 1 : undefined}
                  of={each}
                  missing={each.needs.filter((need) => all.some((r) => r.register === need && r.registered === 0))}
                  mostBytes={asked.first?.mostBytes ?? 0}
                  sending={sending?.register === each.register ? sending : undefined}
                  isBusy={sending !== undefined}
                  onFile={(file) => void send(each.register, file)}
                />
              ))}
            </div>
            <Section title={{ zh: '传过的文件', en: 'Files sent' }} form="plain">
              <QueueTable
                label={{ zh: '传过的文件', en: 'Files sent' }}
                rows={asked.items}
                rowKey={(row) => row.uploadId}
                columns={columns}
                selected={undefined}
                onSelect={(row) => row && go(`/registers/${row.uploadId}`)}
                more={asked.more}
                empty={
                  <Empty
                    icon="upload"
                    title={{ zh: '还没有传过文件', en: 'Nothing was sent yet' }}
                    next={{ zh: '下载模板,填好后传上来', en: 'Download a template, fill it in and send it' }}
                  />
                }
              />
            </Section>
          </>
        )}
      </Answered>
    </DeskPage>
  )
}

const columns: readonly QueueColumn<UploadCard>[] = [
  { key: 'file', head: { zh: '文件', en: 'File' }, cell: (row) => <FileName row={row} /> },
  { key: 'status', head: { zh: '进展', en: 'Progress' }, width: '22%', cell: (row) => <Status row={row} /> },
  { key: 'left', head: { zh: '还要处理', en: 'Left to do' }, width: '22%', cell: (row) => <Left row={row} /> },
  { key: 'by', head: { zh: '谁传的', en: 'Sent by' }, width: '16%', cell: (row) => row.sentBy },
  { key: 'at', head: { zh: '时间', en: 'When' }, width: 124, cell: (row) => <Moment at={row.sentAt} /> },
]

function FileName({ row }: { row: UploadCard }) {
  const { t } = useWords()
  return (
    <>
      <b>{row.fileName}</b> <span className="muted">{t(registerKind.labels[row.register])}</span>
    </>
  )
}

function Status({ row }: { row: UploadCard }) {
  const { t } = useWords()
  const share = row.rowsTotal ? Math.floor((100 * row.rowsDone) / row.rowsTotal) : 0
  const isRunning = row.status === 'loading' || row.status === 'reading'
  return (
    <Tag tone={toneOf[row.status]}>
      {t(uploadStatus.labels[row.status])}
      {isRunning && row.rowsTotal ? ` ${share} %` : ''}
    </Tag>
  )
}

function Left({ row }: { row: UploadCard }) {
  const { t } = useWords()
  const left = [
    ...(row.status === 'checked' ? [t({ zh: '核对后装载', en: 'look and load' })] : []),
    ...(row.keptRows > 0 ? [t({ zh: `${row.keptRows} 行待改正`, en: `${row.keptRows} rows to mend` })] : []),
    ...(row.handout.waiting > 0
      ? [t({ zh: `${row.handout.waiting} 个账号待发放`, en: `${row.handout.waiting} logins to hand out` })]
      : []),
  ]
  return <>{left.join(t({ zh: ',', en: ', ' }))}</>
}
