import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import { ChevronDown, LogOut, UserRound } from 'lucide-react'

import { navigate, routes } from '@redwoodjs/router'

import { MenuPanel, menuItem } from 'src/components/ui/MenuPanel'

import { useLeave } from './useLeave'

export const AccountMenu = ({ name }: { name: string }) => {
  const leave = useLeave()

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="group flex min-h-touch items-center gap-2 rounded-full px-3 text-[0.9375rem] font-medium hover:bg-sunken">
        <span className="sr-only">Account:</span>
        <span className="max-w-40 truncate">{name}</span>
        <ChevronDown
          aria-hidden="true"
          size={16}
          className="transition-transform group-data-[state=open]:rotate-180"
        />
      </DropdownMenu.Trigger>
      <MenuPanel>
        <DropdownMenu.Item
          className={menuItem}
          onSelect={() => navigate(routes.profile())}
        >
          <UserRound aria-hidden="true" size={16} />
          Profile
        </DropdownMenu.Item>
        <DropdownMenu.Separator className="my-1.5 h-px bg-line" />
        <DropdownMenu.Item className={menuItem} onSelect={leave}>
          <LogOut aria-hidden="true" size={16} />
          Log out
        </DropdownMenu.Item>
      </MenuPanel>
    </DropdownMenu.Root>
  )
}
