import type { Paging } from 'src/apollo/usePaging'
import { Button } from 'src/components/ui/Button'

interface LoadMoreProps {
  paging: Paging
  /** What there is more of. */
  noun: string
}

export const LoadMore = ({ paging, noun }: LoadMoreProps) =>
  paging.hasMore && (
    <div className="mt-10 flex justify-center">
      <Button tone="secondary" busy={paging.loading} onClick={paging.loadMore}>
        {paging.loading ? 'Loading…' : `Load more ${noun}`}
      </Button>
    </div>
  )
