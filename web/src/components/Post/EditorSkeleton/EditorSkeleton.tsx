import { Skeleton, SkeletonRegion } from 'src/components/ui/Skeleton'

export const EditorSkeleton = () => (
  <SkeletonRegion label="Loading the editor" className="space-y-6">
    <Skeleton className="h-12 w-60" />
    <Skeleton className="h-11 w-full" />
    <Skeleton className="h-96 w-full" />
  </SkeletonRegion>
)
