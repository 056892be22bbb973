import type { ReactNode } from 'react'

import { FatalErrorBoundary, RedwoodProvider } from '@redwoodjs/web'

import { ApolloForUser } from 'src/apollo/ApolloForUser'
import { AnnouncingToaster } from 'src/components/ui/AnnouncingToaster'
import FatalErrorPage from 'src/pages/FatalErrorPage'

import { AuthProvider } from './auth'

interface AppProps {
  children?: ReactNode
}

const App = ({ children }: AppProps) => (
  <FatalErrorBoundary page={FatalErrorPage}>
    <RedwoodProvider titleTemplate="%PageTitle | %AppTitle">
      <AuthProvider>
        <ApolloForUser>{children}</ApolloForUser>
        <AnnouncingToaster />
      </AuthProvider>
    </RedwoodProvider>
  </FatalErrorBoundary>
)

export default App
