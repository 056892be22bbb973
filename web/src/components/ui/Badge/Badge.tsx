import type { ReactNode } from 'react'

export const Badge = ({ children }: { children: ReactNode }) => (
  <span className="inline-block rounded-full bg-amber-soft px-2.5 py-0.5 align-middle font-sans text-xs font-semibold tracking-wide text-amber">
    {children}
  </span>
)
