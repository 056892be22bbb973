import { Button } from 'src/components/ui/Button'
import { Notice } from 'src/components/ui/Notice'
import { failureText } from 'src/failures/failureText'

interface FailureNoticeProps {
  title: string
  error?: Error
  as?: 'h1' | 'h2' | 'p'
  retry?: () => unknown
}

/** Says that something could not be loaded, and offers to try again. */
export const FailureNotice = ({
  title,
  error,
  as,
  retry,
}: FailureNoticeProps) => (
  <div role="alert">
    <Notice
      title={title}
      as={as}
      action={
        retry && (
          <Button tone="secondary" onClick={() => retry()}>
            Try again
          </Button>
        )
      }
    >
      <p>{failureText(error)}</p>
    </Notice>
  </div>
)
