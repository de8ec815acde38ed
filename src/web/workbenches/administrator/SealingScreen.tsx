import { useEffect } from 'react'
import type { Output } from '#kernel/capability.ts'
import { cipher, keyKind, sealingContract } from '#registry/sealing/contract.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/workbenches/administrator/administrator.css'

type Sealing = Output<typeof sealingContract.openSealing>
type Key = Sealing['keys'][number]
type Rotation = NonNullable<Sealing['rotation']>

const everyMilliseconds = 2000

/** Which keys close identity numbers and phones, and how far a move to a new one has come. Keys are made at the machine. */
export function SealingScreen() {
  const asked = useAsk(sealingContract.openSealing, {}, { freshSeconds: 0 })
  const isMoving = asked.data?.rotation?.finishedAt === null
  const { again } = asked
  useEffect(() => {
    if (!isMoving) return
    const asking = setInterval(again, everyMilliseconds)
    return () => clearInterval(asking)
  }, [isMoving, again])
  return (
    <DeskPage title={{ zh: '密钥与加密', en: 'Keys and encryption' }}>
      <Answered asked={asked} rows={6} isEmpty={() => false}>
        {({ keys, rotation }) => (
          <div className="administrator-pane">
            <Section title={{ zh: '密钥', en: 'Keys' }} count={keys.length}>
              <div className="sealing-keys">
                <Facts
                  facts={keys.map((key) => ({
                    key: `${key.kind} ${key.version}`,
                    name: {
                      zh: `${keyKind.labels[key.kind].zh} 第 ${key.version} 把`,
                      en: `${keyKind.labels[key.kind].en}, number ${key.version}`,
                    },
                    value: <About of={key} />,
                  }))}
                />
              </div>
            </Section>
            <Section title={{ zh: '密钥轮换', en: 'Move to a new key' }}>
              {rotation ? <Progress rotation={rotation} /> : <Never />}
            </Section>
          </div>
        )}
      </Answered>
    </DeskPage>
  )
}

function About({ of }: { of: Key }) {
  const { t } = useWords()
  return (
    <span className="key-line">
      {t(cipher.labels[of.cipher])}
      {of.madeAt && <Moment at={of.madeAt} />}
      {of.isCurrent ? (
        <Tag tone="pulse">{t({ zh: '正在使用', en: 'in use' })}</Tag>
      ) : (
        <Tag>{t({ zh: '只用于读旧数据', en: 'for older values' })}</Tag>
      )}
    </span>
  )
}

function Never() {
  const { t } = useWords()
  return (
    <p className="hint">
      {t({
        zh: '还没有轮换过。在服务器上运行 bin/tongmai keys rotate,平台照常使用,数据在后台重新加密',
        en: 'Never done. Run bin/tongmai keys rotate on the server; the platform goes on while values move',
      })}
    </p>
  )
}

function Progress({ rotation }: { rotation: Rotation }) {
  const { t } = useWords()
  const { done, total, startedAt, finishedAt, leftOver } = rotation
  const percent = total ? Math.min(100, Math.floor((done / total) * 100)) : 0
  const count = total === null ? '' : `${done.toLocaleString('en')} / ${total.toLocaleString('en')}`
  return (
    <>
      {!finishedAt && (
        <progress
          className="rotation"
          max={100}
          value={percent}
          aria-label={t({ zh: '重新加密的进度', en: 'Progress' })}
        />
      )}
      <Facts
        facts={[
          { name: { zh: '开始', en: 'Began' }, value: <Moment at={startedAt} /> },
          {
            name: { zh: '进度', en: 'Moved' },
            value: count ? t({ zh: `${count} 条`, en: count }) : t({ zh: '正在统计', en: 'counting' }),
          },
          {
            name: { zh: '完成', en: 'Finished' },
            value: finishedAt ? (
              <Moment at={finishedAt} />
            ) : (
              t({ zh: `已到 ${percent} %,可以离开本页`, en: `${percent} %; you may leave this page` })
            ),
          },
          ...(leftOver
            ? [{ name: { zh: '未能重新加密', en: 'Could not be moved' }, value: <Left n={leftOver} /> }]
            : []),
        ]}
      />
    </>
  )
}

function Left({ n }: { n: number }) {
  const { t } = useWords()
  return (
    <Tag tone="cinnabar" icon="alert">
      {t({
        zh: `${n} 条:内容被改动过,或缺少当时的密钥,请勿停用旧密钥`,
        en: `${n}: altered, or their key is missing; keep the old key`,
      })}
    </Tag>
  )
}
