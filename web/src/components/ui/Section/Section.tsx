import { useId, type ReactNode } from 'react'

interface SectionProps {
  title: string
  lead?: ReactNode
  children: ReactNode
}

/** A part of a page under a heading of its own. */
export const Section = ({ title, lead, children }: SectionProps) => {
  const id = useId()

  return (
    <section aria-labelledby={id} className="border-t border-line pt-6">
      <h2 id={id} tabIndex={-1} className="text-2xl font-medium">
        {title}
      </h2>
      {lead && <p className="mt-1 text-ink-soft">{lead}</p>}
      <div className="mt-4">{children}</div>
    </section>
  )
}
