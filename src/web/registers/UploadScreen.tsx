import { Link } from 'wouter'
import { registersContract } from '#interop/registers/contract.ts'
import { registerKind, trouble, uploadStatus } from '#interop/registers/labels.ts'
import { Columns } from '#web/registers/Columns.tsx'
import { Handout } from '#web/registers/Handout.tsx'
import { Kept } from '#web/registers/Kept.tsx'
import { Progress } from '#web/registers/Progress.tsx'
import { Start } from '#web/registers/Start.tsx'
import { toneOf, type Upload } from '#web/registers/shown.ts'
import { TallyView } from '#web/registers/TallyView.tsx'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/registers/registers.css'

/** One file from being read to being loaded: what is in it, which column is what, what is wrong, how far it is. */
export function UploadScreen({ uploadId }: { uploadId: string }) {
  const { t } = useWords()
  const asked = useAsk(
    registersContract.openUpload,
    { uploadId },
    { live: ['registers'], freshSeconds: 1, everySeconds: 5 },
  )
  const upload = asked.data
  return (
    <DeskPage
      title={upload ? { zh: upload.fileName, en: upload.fileName } : { zh: '批量登记', en: 'Registers' }}
      hint={
        upload && (
          <>
            {t(registerKind.labels[upload.register])} · {upload.sentBy} <Moment at={upload.sentAt} />{' '}
            <Tag tone={toneOf[upload.status]}>{t(uploadStatus.labels[upload.status])}</Tag>
          </>
        )
      }
      tools={
        <Link href="/registers" className="button quiet">
          <Icon name="arrowLeft" /> {t({ zh: '全部文件', en: 'All files' })}
        </Link>
      }
    >
      <Answered asked={asked} rows={8} what={{ zh: '文件', en: 'the file' }}>
        {(shown) => <Open upload={shown} />}
      </Answered>
    </DeskPage>
  )
}

function Open({ upload }: { upload: Upload }) {
  const { status } = upload
  const mayChoose = status === 'checked' || status === 'unreadable'
  return (
    <div className="upload">
      {upload.trouble && <Trouble upload={upload} />}
      {(status === 'reading' || status === 'loading' || status === 'paused') && <Progress upload={upload} />}
      {upload.loaded && (
        <Section
          title={status === 'done' ? { zh: '装载结果', en: 'What was loaded' } : { zh: '到目前为止', en: 'So far' }}
        >
          <TallyView tally={upload.loaded} isTrial={false} />
        </Section>
      )}
      {upload.handout.issued > 0 && <Handout upload={upload} />}
      {upload.keptRows > 0 && <Kept upload={upload} />}
      {status === 'checked' && upload.trial && (
        <Section title={{ zh: '试读结果', en: 'What loading will do' }} tools={<Start upload={upload} />}>
          <TallyView tally={upload.trial} isTrial />
        </Section>
      )}
      {mayChoose && upload.form && <Columns key={upload.version} upload={upload} />}
    </div>
  )
}

function Trouble({ upload }: { upload: Upload }) {
  const { t } = useWords()
  if (!upload.trouble) return null
  const { code, row } = upload.trouble
  return (
    <p className="upload-trouble" role="alert">
      <Icon name="alert" /> {t(trouble.labels[code])}
      {row !== null && t({ zh: `。能读到第 ${row} 行`, en: `. It can be read as far as row ${row}` })}
    </p>
  )
}
