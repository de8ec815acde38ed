import {
  type InputHTMLAttributes,
  type ReactNode,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Field.css'
import '#web/ui/desk/fields.css'

export type Named = { readonly label: Text; readonly hint?: Text; readonly wrong?: Text | undefined }

type Aria = { readonly id: string; readonly 'aria-invalid'?: true; readonly 'aria-describedby'?: string }

/** A field with its name above and what is wrong with it, or a hint, below. */
export function Framed({ label, hint, wrong, children }: Named & { children: (aria: Aria) => ReactNode }) {
  const { t } = useWords()
  const id = useId()
  const said = wrong ?? hint
  const aria: Aria = {
    id,
    ...(wrong ? { 'aria-invalid': true } : {}),
    ...(said ? { 'aria-describedby': `${id}said` } : {}),
  }
  return (
    <div className={wrong ? 'field wrong' : 'field'}>
      <label htmlFor={id}>{t(label)}</label>
      <div className="field-line">{children(aria)}</div>
      {said && (
        <p id={`${id}said`} className="field-said">
          {wrong && <Icon name="alert" size={14} />} {t(said)}
        </p>
      )}
    </div>
  )
}

export type LongTextProps = Named &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'id' | 'className' | 'onChange' | 'value'> & {
    readonly value: string
    readonly onText: (text: string) => void
  }

/** Several lines; grows with what is written. */
export function LongText({ label, hint, wrong, onText, rows = 2, ...rest }: LongTextProps) {
  return (
    <Framed label={label} {...(hint ? { hint } : {})} wrong={wrong}>
      {(aria) => <textarea {...rest} {...aria} rows={rows} onChange={(event) => onText(event.target.value)} />}
    </Framed>
  )
}

export type LineProps = Named &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'className' | 'onChange' | 'value'> & {
    readonly value: string
    readonly onText: (text: string) => void
  }

export function Line({ label, hint, wrong, onText, ...rest }: LineProps) {
  return (
    <Framed label={label} {...(hint ? { hint } : {})} wrong={wrong}>
      {(aria) => <input autoComplete="off" {...rest} {...aria} onChange={(event) => onText(event.target.value)} />}
    </Framed>
  )
}

export type Choice<V extends string> = { readonly value: V; readonly name: Text; readonly detail?: ReactNode }

export type PickProps<V extends string> = Named &
  Omit<SelectHTMLAttributes<HTMLSelectElement>, 'id' | 'className' | 'onChange' | 'value'> & {
    readonly value: V | ''
    readonly choices: readonly Choice<V>[]
    /** What stands there while nothing is chosen. */
    readonly none?: Text
    readonly onPick: (value: V) => void
  }

/** One of a list that is too long to lie open. */
export function Pick<V extends string>({ label, hint, wrong, choices, none, onPick, ...rest }: PickProps<V>) {
  const { t } = useWords()
  return (
    <Framed label={label} {...(hint ? { hint } : {})} wrong={wrong}>
      {(aria) => (
        <>
          <select {...rest} {...aria} onChange={(event) => onPick(event.target.value as V)}>
            {(none || rest.value === '') && <option value="">{t(none ?? { zh: '请选择', en: 'Choose' })}</option>}
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {t(choice.name)}
              </option>
            ))}
          </select>
          <Icon name="chevronDown" size={14} />
        </>
      )}
    </Framed>
  )
}

export type ChoicesProps<V extends string> = {
  readonly label: Text
  readonly choices: readonly Choice<V>[]
  readonly value: V | undefined
  readonly onChoose: (value: V) => void
  readonly columns?: 1 | 2
  readonly wrong?: Text | undefined
  readonly autoFocus?: boolean
}

/** One of a few, all in sight; the arrow keys go through them. */
export function Choices<V extends string>(props: ChoicesProps<V>) {
  const { label, choices, value, onChoose, columns = 1, wrong, autoFocus } = props
  const id = useId()
  const { t } = useWords()
  return (
    <fieldset className={wrong ? 'choices wrong' : 'choices'}>
      <legend>{t(label)}</legend>
      <div className={`columns-${columns}`}>
        {choices.map((choice, index) => (
          <label key={choice.value}>
            <input
              type="radio"
              name={id}
              checked={choice.value === value}
              onChange={() => onChoose(choice.value)}
              // biome-ignore lint/a11y/noAutofocus: the person opened the form to choose
              autoFocus={autoFocus === true && index === 0}
            />
            <span>
              {t(choice.name)}
              {choice.detail && <span className="hint">{choice.detail}</span>}
            </span>
          </label>
        ))}
      </div>
      {wrong && (
        <p className="field-said">
          <Icon name="alert" size={14} /> {t(wrong)}
        </p>
      )}
    </fieldset>
  )
}

export function Tick({ label, checked, onTick }: { label: Text; checked: boolean; onTick: (is: boolean) => void }) {
  const { t } = useWords()
  return (
    <label className="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onTick(event.target.checked)} />
      <span>{t(label)}</span>
    </label>
  )
}
