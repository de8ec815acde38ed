import { type FormEvent, useState } from 'react'
import { packContract } from '#care/pack/contract.ts'
import { leave, newPin, prepare, shortestPin } from '#web/offline/device.ts'
import { PinField } from '#web/offline/PinField.tsx'
import { beginFirst } from '#web/offline/start.ts'
import { sync } from '#web/offline/sync.ts'
import { useOpenDevice, useSyncing, useWaiting } from '#web/offline/useDevice.ts'
import { Button } from '#web/ui/Button.tsx'
import { ConfirmRepeat } from '#web/ui/ConfirmRepeat.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { Moment } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { call } from '#web/wire/call.ts'
import { useNetworkIsDown } from '#web/wire/network.ts'
import { type AnyProblem, problemOf } from '#web/wire/problem.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/offline/offline.css'

/** Work without a network on this device: made ready, kept in step, ended. */
export function SetUpPart() {
  const open = useOpenDevice()
  if (!isSecureContext) return <NotSecure />
  return open ? <Ready /> : <Prepare />
}

function NotSecure() {
  const { t } = useWords()
  return (
    <p className="hint">
      {t({
        zh: '离线工作需要加密连接(https)。请用本机构给出的 https 地址打开。',
        en: 'Work without a network needs an encrypted connection (https). Open the https address of your facility.',
      })}
    </p>
  )
}

function Prepare() {
  const { t } = useWords()
  const me = useMe()
  const isDown = useNetworkIsDown()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState<Text>()
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<AnyProblem>()

  async function submit(event: FormEvent) {
    event.preventDefault()
    const said = wrongPin(pin, again)
    setWrong(said)
    if (said || isRunning) return
    setRunning(true)
    setProblem(undefined)
    try {
      await prepare(me, pin)
      await beginFirst()
      toast({
        text: { zh: '离线包已就绪,没有网络也能工作', en: 'The pack is here: you can work without a network' },
        tone: 'pine',
      })
    } catch (error) {
      setProblem(problemOf(error))
    }
    setRunning(false)
  }

  return (
    <form className="pin-form" onSubmit={(event) => void submit(event)} noValidate>
      <p className="hint">
        {t({
          zh: '把本村居民、待办、用药和规则加密带在这台手机上,没有网络也能随访、筛查、看病、签约,有网后自动上传。设一个只有您知道的 PIN。',
          en: 'Takes your people, duties, medicines and rules along on this device, encrypted, so that you can work without a network; all is sent afterwards. Choose a PIN only you know.',
        })}
      </p>
      <PinField
        label={{ zh: 'PIN', en: 'PIN' }}
        hint={{ zh: `至少 ${shortestPin} 位数字`, en: `At least ${shortestPin} digits` }}
        value={pin}
        wrong={wrong}
        onChange={setPin}
      />
      <PinField label={{ zh: '再输一次', en: 'Once more' }} value={again} onChange={setAgain} />
      <ProblemNote problem={problem} hasForm />
      <Button tone="primary" wide submits isRunning={isRunning} disabled={isDown}>
        {isRunning
          ? t({ zh: '正在下载离线包', en: 'Fetching the pack' })
          : t({ zh: '启用离线工作', en: 'Work without a network' })}
      </Button>
    </form>
  )
}

function wrongPin(pin: string, again: string): Text | undefined {
  if (pin.length < shortestPin) return { zh: `至少 ${shortestPin} 位数字`, en: `At least ${shortestPin} digits` }
  if (/^(\d)\1*$/.test(pin) || '01234567890123456789'.includes(pin))
    return { zh: '太容易猜到,请换一个', en: 'Too easy to guess; choose another' }
  return pin === again ? undefined : { zh: '两次输入不一样', en: 'The two differ' }
}

function Ready() {
  const { t } = useWords()
  const open = useOpenDevice()
  const waiting = useWaiting()
  const { isRunning } = useSyncing()
  const isDown = useNetworkIsDown()
  const [isLeaving, setLeaving] = useState(false)
  const [isChanging, setChanging] = useState(false)
  const [problem, setProblem] = useState<AnyProblem>()
  if (!open) return null
  const { syncedAt, leaseUntil } = open.device
  if (!syncedAt) return <FirstFetch isRunning={isRunning} />

  async function now(work: () => Promise<void>) {
    setProblem(undefined)
    try {
      await work()
    } catch (error) {
      setProblem(problemOf(error))
    }
  }

  return (
    <>
      <dl className="pack-facts">
        <dt>{t({ zh: '离线包', en: 'The pack' })}</dt>
        <dd>{t({ zh: `${open.book.people().length} 位居民`, en: `${open.book.people().length} people` })}</dd>
        <dt>{t({ zh: '最近同步', en: 'Last in step' })}</dt>
        <dd>{syncedAt ? <Moment at={syncedAt} /> : t({ zh: '还没有', en: 'Not yet' })}</dd>
        <dt>{t({ zh: '不联网可用到', en: 'Usable without contact until' })}</dt>
        <dd>
          <Moment at={leaseUntil} />
        </dd>
        <dt>{t({ zh: '待上传', en: 'To be sent' })}</dt>
        <dd>{t({ zh: `${waiting.length} 条`, en: String(waiting.length) })}</dd>
      </dl>
      <ProblemNote problem={problem} />
      <Button wide isRunning={isRunning} disabled={isDown} onClick={() => void now(() => sync())}>
        {t({ zh: '立即同步', en: 'Bring in step now' })}
      </Button>
      {isChanging ? (
        <ChangePin onDone={() => setChanging(false)} />
      ) : (
        <Button tone="text" wide disabled={isDown} onClick={() => setChanging(true)}>
          {t({ zh: '换一个 PIN', en: 'Change the PIN' })}
        </Button>
      )}
      <Button tone="text" wide disabled={isDown || waiting.length > 0} onClick={() => setLeaving(true)}>
        {t({ zh: '停止在这台手机离线工作', en: 'End it on this device' })}
      </Button>
      <ConfirmRepeat
        isOpen={isLeaving}
        title={{ zh: '停止离线工作', en: 'End work without a network' }}
        willHappen={[
          { zh: '这台手机上的离线包会清除', en: 'The pack on this device is erased' },
          { zh: '以后没有网络时不能在这台手机工作', en: 'Without a network this device does nothing any more' },
        ]}
        act={{ zh: '清除离线包', en: 'Erase the pack' }}
        tone="danger"
        onCancel={() => setLeaving(false)}
        onConfirm={() => void now(leave).then(() => setLeaving(false))}
      />
    </>
  )
}

/** The pack is on its way, or the network went before it was here. Nothing else can be done with it yet. */
function FirstFetch({ isRunning }: { isRunning: boolean }) {
  const { t } = useWords()
  const isDown = useNetworkIsDown()
  const [problem, setProblem] = useState<AnyProblem>()
  return (
    <div className="pin-form" aria-busy={isRunning}>
      <p role="status">
        {isRunning
          ? t({
              zh: '正在下载离线包:居民、待办、用药和规则…',
              en: 'Fetching the pack: people, duties, medicines and rules…',
            })
          : t({ zh: '离线包还没有下载完', en: 'The pack is not here yet' })}
      </p>
      <p className="hint">
        {t({
          zh: '下载完以前请不要断开网络;可以先去做别的。',
          en: 'Keep the network until it is here; you may go on with other work meanwhile.',
        })}
      </p>
      <ProblemNote problem={problem} />
      <Button
        wide
        isRunning={isRunning}
        disabled={isDown}
        onClick={() => void sync().catch((error) => setProblem(problemOf(error)))}
      >
        {isRunning ? t({ zh: '正在下载', en: 'Fetching' }) : t({ zh: '继续下载', en: 'Go on fetching' })}
      </Button>
    </div>
  )
}

function ChangePin({ onDone }: { onDone: () => void }) {
  const { t } = useWords()
  const open = useOpenDevice()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [wrong, setWrong] = useState<Text>()
  const [problem, setProblem] = useState<AnyProblem>()

  async function submit(event: FormEvent) {
    event.preventDefault()
    const said = wrongPin(pin, again)
    setWrong(said)
    if (said || !open) return
    try {
      const { key } = await call(packContract.openDevice, { deviceId: open.device.deviceId })
      await newPin(pin, key)
      toast({ text: { zh: 'PIN 已更换', en: 'The PIN is changed' }, tone: 'pine' })
      onDone()
    } catch (error) {
      setProblem(problemOf(error))
    }
  }

  return (
    <form className="pin-form" onSubmit={(event) => void submit(event)} noValidate>
      <PinField label={{ zh: '新 PIN', en: 'New PIN' }} value={pin} wrong={wrong} onChange={setPin} autoFocus />
      <PinField label={{ zh: '再输一次', en: 'Once more' }} value={again} onChange={setAgain} />
      <ProblemNote problem={problem} hasForm />
      <Button tone="primary" wide submits>
        {t({ zh: '更换 PIN', en: 'Change the PIN' })}
      </Button>
    </form>
  )
}
