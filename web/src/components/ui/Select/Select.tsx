import type { ComponentPropsWithoutRef } from 'react'

import { ChevronDown } from 'lucide-react'

/** Chooses one of a few, the system's way. */
export const Select = ({
  className = '',
  children,
  ...rest
}: ComponentPropsWithoutRef<'select'>) => (
  <div className={`relative ${className}`}>
    <select
      className="min-h-touch w-full appearance-none rounded-md border border-line-strong bg-surface py-2.5 pl-3.5 pr-10 text-ink [text-transform:inherit]"
      {...rest}
    >
      {children}
    </select>
    <ChevronDown
      aria-hidden="true"
      size={16}
      className="pointer-events-none absolute right-3.5 top-1/2 -translate-y-1/2 text-ink-soft"
    />
  </div>
)
