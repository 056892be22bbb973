import * as DropdownMenu from '@radix-ui/react-dropdown-menu'
import { Check, Monitor, Moon, Sun } from 'lucide-react'

import { MenuPanel, menuItem } from 'src/components/ui/MenuPanel'

import { themes, useTheme } from './useTheme'

const icons = { light: Sun, dark: Moon, system: Monitor }
const names = { light: 'Light', dark: 'Dark', system: 'System' }

export const ThemeMenu = () => {
  const { theme, chooseTheme } = useTheme()
  const Icon = icons[theme]

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`Theme: ${names[theme]}`}
        className="grid min-h-touch min-w-touch place-items-center rounded-full text-ink-soft hover:bg-sunken hover:text-ink"
      >
        <Icon aria-hidden="true" size={20} />
      </DropdownMenu.Trigger>
      <MenuPanel>
        <DropdownMenu.RadioGroup value={theme} onValueChange={chooseTheme}>
          {themes.map((each) => (
            <DropdownMenu.RadioItem
              key={each}
              value={each}
              className={menuItem}
            >
              {names[each]}
              <DropdownMenu.ItemIndicator className="ml-auto">
                <Check aria-hidden="true" size={16} />
              </DropdownMenu.ItemIndicator>
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </MenuPanel>
    </DropdownMenu.Root>
  )
}
