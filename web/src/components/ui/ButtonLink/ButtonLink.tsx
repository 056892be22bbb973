import type { ReactNode } from 'react'

import { Link } from '@redwoodjs/router'

import {
  buttonStyle,
  type ButtonTone,
} from 'src/components/ui/Button/buttonStyle'

interface ButtonLinkProps {
  to: string
  tone?: ButtonTone
  children: ReactNode
}

export const ButtonLink = ({ to, tone, children }: ButtonLinkProps) => (
  <Link to={to} className={buttonStyle(tone)}>
    {children}
  </Link>
)
