import { navigate, routes } from '@redwoodjs/router'

import { useAuth } from 'src/auth'
import {
  tellFailure,
  tellSuccess,
} from 'src/components/ui/AnnouncingToaster/tell'

/** Logs out by way of the front page, which stays readable to a visitor. */
export const useLeave = () => {
  const { logOut } = useAuth()

  return async () => {
    navigate(routes.home())
    if (window.location.pathname !== routes.home()) {
      // Held back by unsaved changes: the person has to say first.
      return
    }
    try {
      await logOut()
      tellSuccess('You are logged out.')
    } catch (error) {
      tellFailure(error)
    }
  }
}
