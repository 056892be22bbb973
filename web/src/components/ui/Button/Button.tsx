import { forwardRef, type ComponentPropsWithoutRef } from 'react'

import { buttonStyle, type ButtonTone } from './buttonStyle'

interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  tone?: ButtonTone
  /** Under way: pressing does nothing, and focus stays. */
  busy?: boolean
}

export const Button = forwardRef<HTMLButtonElement, ButtonProps>(
  ({ tone, busy, type = 'button', className = '', onClick, ...rest }, ref) => (
    <button
      ref={ref}
      type={type}
      aria-disabled={busy || undefined}
      className={`${buttonStyle(tone)} ${className}`}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
      {...rest}
    />
  )
)
