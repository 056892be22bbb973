import type { ReactNode } from 'react'

import { Sprig } from 'src/components/Brand/Sprig'

interface NoticeProps {
  title: string
  /** The level the title has on its page. */
  as?: 'h1' | 'h2' | 'p'
  children?: ReactNode
  action?: ReactNode
}

/** Stands where there is nothing to show, and says what to do about it. */
export const Notice = ({
  title,
  as: Title = 'p',
  children,
  action,
}: NoticeProps) => (
  <div className="mx-auto flex max-w-form flex-col items-center text-balance px-2 py-14 text-center">
    <Sprig className="h-16 w-16 text-accent" />
    <Title className="mt-5 font-serif text-2xl font-medium tracking-tight">
      {title}
    </Title>
    {children && <div className="mt-2 text-ink-soft">{children}</div>}
    {action && (
      <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>
    )}
  </div>
)
