import { useEffect, useState } from 'react'

import * as Dialog from '@radix-ui/react-dialog'
import { Menu, X } from 'lucide-react'
import type { ViewerQuery } from 'types/graphql'

import { Link, routes, useLocation } from '@redwoodjs/router'

import type { Place } from './places'
import { useLeave } from './useLeave'

interface MobileMenuProps {
  viewer?: ViewerQuery
  places: Place[]
}

const item =
  'flex min-h-[3.25rem] w-full items-center border-b border-line text-left font-serif text-xl'

const accountPlacesOf = ({ me }: ViewerQuery): Place[] =>
  me
    ? [{ name: 'Profile', path: routes.profile() }]
    : [
        { name: 'Log in', path: routes.login() },
        { name: 'Sign up', path: routes.signup() },
      ]

/** The whole navigation, where the header has no room for it. */
export const MobileMenu = ({ viewer, places }: MobileMenuProps) => {
  const [open, setOpen] = useState(false)
  const { pathname } = useLocation()
  const leave = useLeave()

  useEffect(() => setOpen(false), [pathname])

  const accountPlaces = viewer ? accountPlacesOf(viewer) : []
  const writing: Place[] = viewer?.canWritePosts
    ? [{ name: 'New post', path: routes.newPost() }]
    : []

  return (
    <Dialog.Root open={open} onOpenChange={setOpen}>
      <Dialog.Trigger
        aria-label="Menu"
        className="grid min-h-touch min-w-touch place-items-center rounded-full hover:bg-sunken lg:hidden"
      >
        <Menu aria-hidden="true" size={22} />
      </Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-x-0 top-0 z-40 max-h-dvh overflow-y-auto rounded-b-2xl border-b border-line bg-surface px-4 pb-8 shadow-raised sm:px-8"
        >
          <div className="flex h-16 items-center justify-between">
            <Dialog.Title className="font-serif text-xl font-medium">
              {viewer?.me ? viewer.me.name : 'Menu'}
            </Dialog.Title>
            <Dialog.Close
              aria-label="Close menu"
              className="grid min-h-touch min-w-touch place-items-center rounded-full hover:bg-sunken"
            >
              <X aria-hidden="true" size={22} />
            </Dialog.Close>
          </div>
          <nav aria-label="Main">
            <ul className="border-t border-line">
              {[...places, ...writing, ...accountPlaces].map(
                ({ name, path }) => (
                  <li key={path}>
                    <Link
                      to={path}
                      className={item}
                      aria-current={path === pathname ? 'page' : undefined}
                      onClick={() => setOpen(false)}
                    >
                      {name}
                    </Link>
                  </li>
                )
              )}
              {viewer?.me && (
                <li>
                  <button
                    type="button"
                    className={item}
                    onClick={() => {
                      setOpen(false)
                      leave()
                    }}
                  >
                    Log out
                  </button>
                </li>
              )}
            </ul>
          </nav>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
