import type { ReactNode } from 'react'

const tones = {
  amber: 'bg-amber-soft text-amber',
  danger: 'bg-danger-soft text-danger',
}

interface BadgeProps {
  tone?: keyof typeof tones
  children: ReactNode
}

export const Badge = ({ tone = 'amber', children }: BadgeProps) => (
  <span
    className={`inline-block rounded-full px-2.5 py-0.5 align-middle font-sans text-xs font-semibold tracking-wide ${tones[tone]}`}
  >
    {children}
  </span>
)
