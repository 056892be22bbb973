import type { ReactNode } from 'react'

/** A bar where text will be. */
export const Skeleton = ({ className }: { className: string }) => (
  <div className={`animate-breathe rounded bg-sunken ${className}`} />
)

interface SkeletonRegionProps {
  /** What is being loaded, for those who do not see the bars. */
  label: string
  className?: string
  children: ReactNode
}

export const SkeletonRegion = ({
  label,
  className,
  children,
}: SkeletonRegionProps) => (
  <div role="status" className={className}>
    <span className="sr-only">{label}</span>
    {children}
  </div>
)
