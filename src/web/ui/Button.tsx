import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Icon, type IconName } from '#web/ui/Icon.tsx'
import '#web/ui/Button.css'

export type ButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type'> & {
  /** `primary`: the one act of the screen. `danger`: ends something. `text`: in a line of words. */
  readonly tone?: 'primary' | 'quiet' | 'danger' | 'text'
  readonly icon?: IconName
  /** The act is under way: the button keeps its place and cannot be pressed again. */
  readonly isRunning?: boolean
  readonly wide?: boolean
  readonly submits?: boolean
  readonly ref?: Ref<HTMLButtonElement>
  readonly children?: ReactNode
}

export function Button({
  tone = 'quiet',
  icon,
  isRunning = false,
  wide = false,
  submits = false,
  children,
  ...rest
}: ButtonProps) {
  const shape = `button ${tone}${wide ? ' wide' : ''}${children ? '' : ' bare'}`
  return (
    <button
      {...rest}
      type={submits ? 'submit' : 'button'}
      className={shape}
      disabled={rest.disabled}
      aria-disabled={isRunning || undefined}
      aria-busy={isRunning || undefined}
      onClick={isRunning ? (event) => event.preventDefault() : rest.onClick}
    >
      {isRunning ? <Turning /> : icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

function Turning() {
  return (
    <svg
      className="turning"
      width="14"
      height="14"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      aria-hidden="true"
    >
      <path d="M14 8a6 6 0 1 1-6-6" strokeLinecap="round" />
    </svg>
  )
}
