import type { ReactNode } from 'react'

import * as DropdownMenu from '@radix-ui/react-dropdown-menu'

export const menuItem =
  'flex min-h-touch cursor-pointer select-none items-center gap-3 rounded-lg px-3 text-[0.9375rem] outline-none data-[highlighted]:bg-accent-soft data-[highlighted]:text-accent-strong'

/** What a dropdown menu opens. */
export const MenuPanel = ({ children }: { children: ReactNode }) => (
  <DropdownMenu.Portal>
    <DropdownMenu.Content
      align="end"
      sideOffset={8}
      className="z-30 min-w-48 animate-rise rounded-xl border border-line bg-surface p-1.5 shadow-raised"
    >
      {children}
    </DropdownMenu.Content>
  </DropdownMenu.Portal>
)
