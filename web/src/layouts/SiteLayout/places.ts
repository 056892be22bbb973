import type { ViewerQuery } from 'types/graphql'

import { routes } from '@redwoodjs/router'

export interface Place {
  name: string
  path: string
}

/** Where everyone may go. */
export const publicPlaces = (): Place[] => [
  { name: 'Latest', path: routes.home() },
  { name: 'About', path: routes.about() },
]

/** Where this viewer may go besides; the server has said so. */
export const viewerPlaces = (viewer: ViewerQuery): Place[] => [
  ...(viewer.canWritePosts ? [{ name: 'My posts', path: routes.desk() }] : []),
  ...(viewer.me
    ? [
        { name: 'Shared', path: routes.shared() },
        { name: 'Teams', path: routes.organizations() },
      ]
    : []),
  ...(viewer.canReadMessages
    ? [{ name: 'Messages', path: routes.messages() }]
    : []),
  ...(viewer.canSetRoles ? [{ name: 'People', path: routes.people() }] : []),
]
