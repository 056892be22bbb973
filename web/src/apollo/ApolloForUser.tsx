import { useRef, type ReactNode } from 'react'

import { RedwoodApolloProvider } from '@redwoodjs/web/apollo'

import { useAuth } from 'src/auth'

import { cacheConfig } from './cacheConfig'

/**
 * Who is looking, or undefined as long as nobody was asked. While the session
 * is being looked up, the last answer holds.
 */
const useSessionOwner = () => {
  const { loading, userMetadata } = useAuth()
  const owner = useRef<unknown>()
  const generation = useRef(0)

  if (!loading) {
    const current = userMetadata ?? null
    if (owner.current !== undefined && owner.current !== current) {
      generation.current += 1
    }
    owner.current = current
  }

  return generation.current
}

/**
 * Starts over with an empty cache, and a new tree of components, whenever
 * another user (or none) takes over: nothing the last one saw can remain.
 */
export const ApolloForUser = ({ children }: { children: ReactNode }) => (
  <RedwoodApolloProvider
    key={useSessionOwner()}
    useAuth={useAuth}
    graphQLClientConfig={{ cacheConfig }}
  >
    {children}
  </RedwoodApolloProvider>
)
