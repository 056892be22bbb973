// Shown when an error makes it to the top of the application. It stands alone:
// no router, no queries, nothing that could fail in turn.

import type { ComponentProps } from 'react'

// This import will be automatically removed when building for production
import { DevFatalErrorPage } from '@redwoodjs/web/dist/components/DevFatalErrorPage'

import { Sprig } from 'src/components/Brand/Sprig'
import { buttonStyle } from 'src/components/ui/Button/buttonStyle'

const CalmFatalErrorPage = () => (
  <main className="mx-auto flex min-h-dvh max-w-form flex-col items-center justify-center px-4 text-center">
    <Sprig className="h-16 w-16 text-accent" />
    <h1 className="mt-5 text-3xl font-medium">Something went wrong</h1>
    <p className="mt-3 text-ink-soft">
      That was our doing, not yours. What is published is safe.
    </p>
    <a href="/" className={`mt-6 ${buttonStyle()}`}>
      Back to the front page
    </a>
  </main>
)

const FatalErrorPage = ({ error }: { error?: Error }) =>
  DevFatalErrorPage ? (
    // Redwood's Apollo provider adds what that page asks of an error.
    <DevFatalErrorPage
      error={error as ComponentProps<typeof DevFatalErrorPage>['error']}
    />
  ) : (
    <CalmFatalErrorPage />
  )

export default FatalErrorPage
