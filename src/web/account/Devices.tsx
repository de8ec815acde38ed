import { accessContract } from '#registry/access/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'

/** Where this account is signed in; what one does not know is ended here. */
export function Devices() {
  const { t } = useWords()
  const asked = useAsk(accessContract.listDevices, {}, { live: ['device'], freshSeconds: 0 })
  const one = useCommand(accessContract.endDevice, { changes: ['device'] })
  const all = useCommand(accessContract.endOtherDevices, { changes: ['device'] })
  const others = asked.data?.items.filter((each) => !each.isThis).length ?? 0
  return (
    <Section
      title={{ zh: '登录设备', en: 'Devices' }}
      count={others + 1}
      tools={
        others > 0 && (
          <Button tone="danger" isRunning={all.isSending} onClick={() => void all.send({})}>
            {t({ zh: '退出其他全部设备', en: 'Sign out all others' })}
          </Button>
        )
      }
    >
      <ProblemNote problem={one.problem ?? all.problem} />
      <Answered asked={asked} rows={2}>
        {({ items }) => (
          <ul className="device-list">
            {items.map((device) => (
              <li key={device.deviceId}>
                <div>
                  <b>{device.label || t({ zh: '未知设备', en: 'Unknown device' })}</b>{' '}
                  {device.isThis && <Tag tone="pulse">{t({ zh: '当前设备', en: 'this one' })}</Tag>}
                  <p className="hint">
                    {t({ zh: '来自', en: 'from' })} {device.origin} · <Moment at={device.since} />{' '}
                    {t({ zh: '登录', en: 'signed in' })} · {t({ zh: '最近使用', en: 'last used' })}{' '}
                    <Moment at={device.lastUsedAt} />
                  </p>
                </div>
                {!device.isThis && (
                  <Button
                    isRunning={one.isSending}
                    aria-label={t({ zh: `退出 ${device.label}`, en: `Sign out ${device.label}` })}
                    onClick={() => void one.send({ deviceId: device.deviceId })}
                  >
                    {t({ zh: '退出', en: 'Sign out' })}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Section>
  )
}
