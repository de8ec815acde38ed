import { type FormEvent, type ReactNode, useEffect, useState } from 'react'
import { type DeviceRow, devicesHere } from '#web/offline/box.ts'
import { type Locked, mostWrongPins } from '#web/offline/device.ts'
import { PinField } from '#web/offline/PinField.tsx'
import { beginAlone } from '#web/offline/start.ts'
import { Front } from '#web/signIn/Front.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { useNetworkIsDown } from '#web/wire/network.ts'
import '#web/offline/offline.css'

/** Without a network: whoever prepared this device opens their work by PIN. `otherwise` is shown where nobody did. */
export function Unlock({ accountId, otherwise }: { accountId?: string; otherwise: ReactNode }) {
  const [people, setPeople] = useState<readonly DeviceRow[]>()
  const isDown = useNetworkIsDown()
  useEffect(() => {
    void devicesHere().then((all) =>
      setPeople(all.filter((row) => accountId === undefined || row.accountId === accountId)),
    )
  }, [accountId])
  if (!people) return null
  if (people.length === 0 || !isDown) return otherwise
  return <Opening people={people} />
}

function Opening({ people }: { people: readonly DeviceRow[] }) {
  const { t } = useWords()
  const [who, choose] = useState(people[0])
  const [pin, setPin] = useState('')
  const [isRunning, setRunning] = useState(false)
  const [wrong, setWrong] = useState<Text>()

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (!who || isRunning) return
    setRunning(true)
    const locked = await beginAlone(who.accountId, pin).catch((): Locked => 'notHere')
    setRunning(false)
    setPin('')
    if (!locked) return
    const [row] = (await devicesHere()).filter((each) => each.accountId === who.accountId)
    setWrong(saying(locked, mostWrongPins - (row?.wrongPins ?? 0)))
  }

  return (
    <Front title={{ zh: '离线工作', en: 'Without a network' }}>
      <form className="sheet" onSubmit={(event) => void submit(event)} noValidate>
        <h2>{t({ zh: '现在没有网络', en: 'No network now' })}</h2>
        <p className="hint">
          {t({
            zh: '用 PIN 打开这台手机上的离线包,继续工作;有网后自动上传。',
            en: 'Open the pack on this device by PIN and go on; it is sent once there is a network.',
          })}
        </p>
        <ul className="who-list">
          {people.map((row) => (
            <li key={row.accountId}>
              <button type="button" aria-pressed={row === who} onClick={() => choose(row)}>
                <Icon name="person" size={20} />
                <span>
                  <b>{row.me.name}</b>
                  <small>{row.me.facility}</small>
                </span>
                {row === who && <Icon name="check" />}
              </button>
            </li>
          ))}
        </ul>
        <PinField label={{ zh: 'PIN', en: 'PIN' }} value={pin} wrong={wrong} onChange={setPin} autoFocus />
        <Button tone="primary" wide submits isRunning={isRunning}>
          {isRunning ? t({ zh: '正在打开', en: 'Opening' }) : t({ zh: '打开', en: 'Open' })}
        </Button>
      </form>
    </Front>
  )
}

function saying(locked: Locked, left: number): Text {
  switch (locked) {
    case 'wrongPin':
      return {
        zh: `PIN 不对,还可以试 ${left} 次;用完后离线包会清除`,
        en: `Wrong PIN; ${left} more, then the pack is erased`,
      }
    case 'erased':
      return {
        zh: '离线包已清除。待上传的记录还在,联网登录后会上传',
        en: 'The pack was erased. What waits is still here and is sent once you sign in with a network',
      }
    case 'leaseOver':
      return {
        zh: '离线已超过期限,或手机时间被调过。请联网登录一次',
        en: 'The time without contact is over, or the clock was set back. Sign in once with a network',
      }
    case 'notHere':
      return { zh: '这台手机没有您的离线包', en: 'There is no pack of yours on this device' }
  }
}
