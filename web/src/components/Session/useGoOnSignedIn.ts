import { useEffect } from 'react'

import { navigate } from '@redwoodjs/router'

import { useAuth } from 'src/auth'

import { sameSitePath } from './sameSitePath'

/** Takes whoever is signed in where they were going. */
export const useGoOnSignedIn = (redirectTo?: string) => {
  const { isAuthenticated } = useAuth()

  useEffect(() => {
    if (isAuthenticated) {
      navigate(sameSitePath(redirectTo), { replace: true })
    }
  }, [isAuthenticated, redirectTo])
}
