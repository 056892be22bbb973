import type { ReactNode } from 'react'

import { SiteFooter } from './SiteFooter'
import { SiteHeader } from './SiteHeader'

const SiteLayout = ({ children }: { children?: ReactNode }) => (
  <div className="flex min-h-dvh flex-col">
    <a
      href="#content"
      className="absolute left-4 top-2 z-50 -translate-y-24 rounded-full bg-accent px-5 py-3 font-medium text-accent-on focus-visible:translate-y-0"
    >
      Skip to content
    </a>
    <SiteHeader />
    <main
      id="content"
      tabIndex={-1}
      className="mx-auto w-full max-w-page flex-1 px-4 pb-20 pt-8 sm:px-8 sm:pt-12"
    >
      {children}
    </main>
    <SiteFooter />
  </div>
)

export default SiteLayout
