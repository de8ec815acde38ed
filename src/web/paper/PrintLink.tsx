import type { Capability, Input } from '#kernel/capability.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import { requestOf } from '#web/wire/call.ts'

export type PrintLinkProps<C extends Capability> = {
  readonly paper: C
  readonly input: Omit<Input<C>, 'language'>
  readonly label?: Text
}

/** Opens the sheet in a tab of its own, in the language of the screen; the browser prints or saves it from there. */
export function PrintLink<C extends Capability>({
  paper,
  input,
  label = { zh: '打印', en: 'Print' },
}: PrintLinkProps<C>) {
  const { t, language } = useWords()
  const { url } = requestOf(paper, { ...input, language })
  return (
    <a className="button text" href={url} target="_blank" rel="noreferrer">
      <Icon name="print" /> {t(label)}
    </a>
  )
}
