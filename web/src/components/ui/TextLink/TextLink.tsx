import type { ReactNode } from 'react'

import { Link } from '@redwoodjs/router'

interface TextLinkProps {
  to: string
  children: ReactNode
}

/** A link within running text. */
export const TextLink = ({ to, children }: TextLinkProps) => (
  <Link
    to={to}
    className="font-medium text-accent underline underline-offset-4 hover:text-accent-strong"
  >
    {children}
  </Link>
)
