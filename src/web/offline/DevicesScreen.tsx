import { useState } from 'react'
import { type Device, packContract } from '#care/pack/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { now } from '#web/ui/clock.ts'
import { useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { focusPane } from '#web/ui/desk/focusPane.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { Field } from '#web/ui/Field.tsx'
import { type QueueColumn, QueueKeys, QueueTable } from '#web/ui/QueueTable.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Two } from '#web/ui/Two.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useCommand } from '#web/wire/command.ts'

/** What each clinic's devices owe: how long they have been silent, what waits on them, what came back. */
export function DevicesScreen() {
  const { t } = useWords()
  const [read, write] = useAddress()
  const asked = useAskPages(packContract.listPackDevices, { limit: 50 }, { live: ['duty'] })
  const counts = asked.first?.counts
  const chosen = asked.items.find((row) => row.deviceId === read('on')) ?? asked.items[0]
  return (
    <DeskPage
      title={{ zh: '离线设备', en: 'Devices without a network' }}
      hint={<QueueKeys open={{ zh: '看设备', en: 'the device' }} />}
      paneLabel={{ zh: '所选设备', en: 'Selected device' }}
      pane={chosen && <DevicePane key={chosen.deviceId} device={chosen} />}
    >
      {counts && counts.devices > 0 && (
        <p className="hint">
          {t({
            zh: `${counts.devices} 台设备,${counts.silent} 台超过期限没有联网,共 ${counts.waiting} 条待上传、${counts.things} 条待处理`,
            en: `${counts.devices} devices, ${counts.silent} silent beyond their lease; ${counts.waiting} records to send, ${counts.things} to settle`,
          })}
        </p>
      )}
      <Answered
        asked={asked}
        rows={6}
        what={{ zh: '离线设备', en: 'the devices' }}
        empty={
          <div className="sheet">
            <Empty
              icon="offline"
              title={{ zh: '还没有启用离线工作的设备', en: 'No device works without a network yet' }}
              next={{
                zh: '村医在手机“我的”里启用离线工作后,设备会出现在这里',
                en: 'Once a village doctor turns it on under “Me”, the device is listed here',
              }}
            />
          </div>
        }
      >
        {(rows) => (
          <QueueTable
            label={{ zh: '离线设备', en: 'Devices' }}
            rows={rows}
            rowKey={(row) => row.deviceId}
            columns={columns}
            selected={chosen?.deviceId}
            onSelect={(row) => write({ on: row?.deviceId })}
            onOpen={focusPane}
            more={asked.more}
          />
        )}
      </Answered>
    </DeskPage>
  )
}

const columns: readonly QueueColumn<Device>[] = [
  {
    key: 'place',
    head: { zh: '机构', en: 'Clinic' },
    cell: (row) => <Two first={<b>{row.facility}</b>} second={row.person} />,
  },
  {
    key: 'seen',
    head: { zh: '最近联网', en: 'Last contact' },
    width: 150,
    cell: (row) => <Moment at={row.contactedAt} />,
  },
  { key: 'waits', head: { zh: '待上传', en: 'To send' }, width: 90, align: 'right', cell: (row) => row.waiting || '' },
  {
    key: 'things',
    head: { zh: '待处理', en: 'To settle' },
    width: 90,
    align: 'right',
    cell: (row) => row.things || '',
  },
  { key: 'state', head: { zh: '状态', en: 'State' }, width: 130, cell: (row) => <State device={row} /> },
]

function State({ device }: { device: Device }) {
  const { t } = useWords()
  if (device.revokedAt) return <Tag tone="cinnabar">{t({ zh: '已停用', en: 'Revoked' })}</Tag>
  if (Date.parse(device.leaseUntil) < now())
    return <Tag tone="amber">{t({ zh: '超期未联网', en: 'Silent too long' })}</Tag>
  return <Tag tone="pine">{t({ zh: '正常', en: 'In order' })}</Tag>
}

function DevicePane({ device }: { device: Device }) {
  const { t } = useWords()
  const [isAsking, ask] = useState(false)
  const [reason, setReason] = useState('')
  const revoke = useCommand(packContract.revokeDevice, { changes: ['duty'], onDone: () => ask(false) })
  return (
    <div className="settling">
      <h2>
        {device.facility} · {device.person}
      </h2>
      <Facts
        facts={[
          { name: { zh: '设备', en: 'Device' }, value: device.label },
          { name: { zh: '启用', en: 'Since' }, value: <Moment at={device.givenAt} /> },
          {
            name: { zh: '离线包', en: 'Pack' },
            value: device.people === null ? '—' : t({ zh: `${device.people} 位居民`, en: `${device.people} people` }),
          },
          {
            name: { zh: '最近同步', en: 'Last in step' },
            value: device.packedAt ? <Moment at={device.packedAt} /> : '—',
          },
          {
            name: { zh: '不联网可用到', en: 'Usable without contact until' },
            value: <Moment at={device.leaseUntil} />,
          },
          ...(device.oldestWaiting
            ? [{ name: { zh: '最早的待上传', en: 'Oldest to send' }, value: <Moment at={device.oldestWaiting} /> }]
            : []),
          ...(device.revokedAt
            ? [
                { name: { zh: '停用', en: 'Revoked' }, value: <Moment at={device.revokedAt} /> },
                {
                  name: { zh: '原因', en: 'Reason' },
                  value: `${device.revokedReason ?? ''} · ${device.revokedBy ?? ''}`,
                },
              ]
            : []),
        ]}
      />
      {!device.revokedAt && (
        <Button tone="danger" icon="lock" onClick={() => ask(true)}>
          {t({ zh: '停用这台设备', en: 'Revoke this device' })}
        </Button>
      )}
      <ConfirmRepeat
        isOpen={isAsking}
        title={{ zh: `停用 ${device.person} 的设备`, en: `Revoke ${device.person}'s device` }}
        willHappen={[
          {
            zh: '设备下次联网时清除离线包,最迟在不联网期限到时打不开',
            en: 'At its next contact the pack is erased; at the latest it cannot be opened once the lease ends',
          },
          {
            zh: '设备上还没上传的记录,本人登录后仍会上传',
            en: 'What waits on it is still sent when its author signs in',
          },
        ]}
        act={{ zh: '停用设备', en: 'Revoke' }}
        tone="danger"
        isRunning={revoke.isSending}
        problem={revoke.problem}
        onCancel={() => ask(false)}
        onConfirm={() => void revoke.send({ deviceId: device.deviceId, reason })}
      >
        <Field
          label={{ zh: '原因', en: 'Reason' }}
          value={reason}
          maxLength={200}
          onChange={(event) => setReason(event.target.value)}
        />
      </ConfirmRepeat>
    </div>
  )
}
