import { useState } from 'react'
import { Field, type FieldProps } from '#web/ui/Field.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'

/** A password that can be looked at, and that says when Caps Lock is on. */
export function PasswordField({ hint, ...field }: Omit<FieldProps, 'type' | 'after'>) {
  const { t } = useWords()
  const [isShown, show] = useState(false)
  const [hasCapitals, setCapitals] = useState(false)
  const said = hasCapitals ? { zh: '大写锁定已打开', en: 'Caps Lock is on' } : hint
  return (
    <Field
      {...field}
      {...(said ? { hint: said } : {})}
      type={isShown ? 'text' : 'password'}
      onKeyUp={(event) => setCapitals(event.getModifierState('CapsLock'))}
      after={
        <button
          type="button"
          className="reveal"
          aria-pressed={isShown}
          aria-label={t({ zh: '显示密码', en: 'Show password' })}
          onClick={() => show(!isShown)}
        >
          <Icon name={isShown ? 'eyeOff' : 'eye'} />
        </button>
      }
    />
  )
}
