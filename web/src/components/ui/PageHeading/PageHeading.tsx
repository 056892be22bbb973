import type { ReactNode } from 'react'

interface PageHeadingProps {
  title: string
  lead?: ReactNode
  action?: ReactNode
}

/** The one h1 of a page that is not a post. */
export const PageHeading = ({ title, lead, action }: PageHeadingProps) => (
  <div className="mb-8 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
    <div className="max-w-measure">
      <h1 className="text-4xl font-medium leading-tight sm:text-5xl">
        {title}
      </h1>
      {lead && <p className="mt-3 text-lg text-ink-soft">{lead}</p>}
    </div>
    {action}
  </div>
)
