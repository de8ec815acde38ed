import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Icon } from '#web/ui/Icon.tsx'
import { found } from '#web/ui/initials.ts'
import { KeyHint } from '#web/ui/KeyHint.tsx'
import { say, type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/desk/CommandSearch.css'

/** Somewhere to go or something to do, found by its words or by the initials of its pinyin. */
export type DeskCommand = {
  readonly key: string
  readonly name: Text
  /** Beside the name: 女 67 岁 王家村. */
  readonly detail?: Text
  /** Other words that find it: readings of characters with several, nicknames. */
  readonly keywords?: string
  readonly run: () => void
}

export type CommandGroup = { readonly name: Text; readonly commands: readonly DeskCommand[] }

export type CommandSearchProps = {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly groups: readonly CommandGroup[]
  /** Asks the server for what the menu cannot know: people. Called after a pause, from the second character on. */
  readonly find?: {
    readonly name: Text
    readonly ask: (typed: string, signal: AbortSignal) => Promise<readonly DeskCommand[]>
  }
}

const pause = 200

export function CommandSearch({ isOpen, onClose, groups, find }: CommandSearchProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { t } = useWords()
  useEffect(() => {
    const shown = dialog.current
    if (isOpen && !shown?.open) shown?.showModal()
    if (!isOpen && shown?.open) shown.close()
  }, [isOpen])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself; the click is on what lies behind it
    <dialog
      ref={dialog}
      className="command-search"
      aria-label={t({ zh: '搜索', en: 'Search' })}
      onClose={onClose}
      onClick={(event) => event.target === event.currentTarget && onClose()}
    >
      {isOpen && <Palette groups={groups} find={find} onClose={onClose} />}
    </dialog>
  )
}

function Palette({
  groups,
  find,
  onClose,
}: Pick<CommandSearchProps, 'groups' | 'onClose'> & { find: CommandSearchProps['find'] }) {
  const { t } = useWords()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const people = useFound(typed, find)
  const shown = [
    ...groups.map((group) => ({ ...group, commands: group.commands.filter((each) => answers(each, typed)) })),
    ...people.groups,
  ].filter((group) => group.commands.length > 0)
  const flat = shown.flatMap((group) => group.commands)
  const present = flat[Math.min(at, flat.length - 1)]

  function take(command: DeskCommand | undefined) {
    if (!command) return
    onClose()
    command.run()
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter that ends a Chinese word belongs to the input method.
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && flat.length > 0) {
      event.preventDefault()
      setAt((Math.min(at, flat.length - 1) + step + flat.length) % flat.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      take(present)
    }
  }

  return (
    <>
      <div className="command-line">
        <Icon name="search" />
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={`${id}list`}
          aria-activedescendant={present && `${id}${present.key}`}
          aria-label={t({ zh: '去哪里、做什么、找谁', en: 'Where to, what to do, whom to find' })}
          placeholder={t({ zh: '去哪里、做什么、找谁:汉字或拼音首字母', en: 'Where to, what to do, whom to find' })}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the person opened it to type
          autoFocus
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <KeyHint keys={['Esc']} />
      </div>
      <div
        id={`${id}list`}
        role="listbox"
        aria-label={t({ zh: '结果', en: 'Results' })}
        className="command-list"
        tabIndex={-1}
      >
        {shown.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: options stand in groups, not in fieldsets
          <div key={t(group.name)} role="group" aria-label={t(group.name)}>
            <p className="hint" aria-hidden="true">
              {t(group.name)}
            </p>
            {group.commands.map((command) => (
              <Option
                key={command.key}
                id={`${id}${command.key}`}
                command={command}
                isPresent={command === present}
                onPoint={() => setAt(flat.indexOf(command))}
                onTake={() => take(command)}
              />
            ))}
          </div>
        ))}
      </div>
      <p className="command-foot hint" role="status">
        {footOf({ isAsking: people.isAsking, count: flat.length }, t)}
      </p>
    </>
  )
}

function footOf(of: { isAsking: boolean; count: number }, t: (text: Text) => string): string {
  if (of.isAsking) return t({ zh: '正在查找…', en: 'Searching…' })
  if (of.count === 0)
    return t({ zh: '没有找到。可试汉字、拼音首字母或证件号后四位', en: 'Nothing found. Try part of the name' })
  return t({ zh: `${of.count} 项 · ↑ ↓ 选择 · Enter 打开`, en: `${of.count} found · ↑ ↓ choose · Enter opens` })
}

type OptionProps = {
  readonly id: string
  readonly command: DeskCommand
  readonly isPresent: boolean
  readonly onPoint: () => void
  readonly onTake: () => void
}

function Option({ id, command, isPresent, onPoint, onTake }: OptionProps) {
  const { t } = useWords()
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isPresent) line.current?.scrollIntoView({ block: 'nearest' })
  }, [isPresent])
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the input, which names the present option
    // biome-ignore lint/a11y/useKeyWithClickEvents: so do the keys
    <div ref={line} id={id} role="option" aria-selected={isPresent} onPointerMove={onPoint} onClick={onTake}>
      <span>{t(command.name)}</span>
      {command.detail && <span className="hint">{t(command.detail)}</span>}
    </div>
  )
}

function answers(command: DeskCommand, typed: string): boolean {
  if (found(say(command.name, 'zh'), typed)) return true
  return found(say(command.name, 'en'), typed) || (typed !== '' && found(command.keywords ?? '', typed))
}

/** What the server finds, after a pause; an answer to an earlier word never replaces a later one. */
function useFound(
  typed: string,
  find: CommandSearchProps['find'],
): { groups: readonly CommandGroup[]; isAsking: boolean } {
  const [answer, setAnswer] = useState<{ typed: string; commands: readonly DeskCommand[] }>({ typed: '', commands: [] })
  const wanted = typed.trim()
  const isWanted = find !== undefined && wanted.length >= 2
  useEffect(() => {
    if (!isWanted) return
    const stop = new AbortController()
    const timer = setTimeout(() => {
      find.ask(wanted, stop.signal).then(
        (commands) => stop.signal.aborted || setAnswer({ typed: wanted, commands }),
        () => stop.signal.aborted || setAnswer({ typed: wanted, commands: [] }),
      )
    }, pause)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [isWanted, wanted, find])
  const isAnswered = isWanted && answer.typed === wanted
  return {
    groups: isAnswered ? [{ name: find.name, commands: answer.commands }] : [],
    isAsking: isWanted && !isAnswered,
  }
}
