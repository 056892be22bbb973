import { useBlocker } from '@redwoodjs/router'

import { ConfirmDialog } from 'src/components/ui/ConfirmDialog'

/** Holds people back from leaving what they have not saved. */
export const LeaveGuard = ({ unsaved }: { unsaved: boolean }) => {
  // Closing the tab or loading another site asks too, in the browser's words.
  const blocker = useBlocker({ when: unsaved })

  return (
    <ConfirmDialog
      open={blocker.state === 'BLOCKED'}
      onOpenChange={(open) => !open && blocker.abort()}
      title="Leave without saving?"
      description="What you changed since you last saved will be lost."
      confirmLabel="Leave"
      cancelLabel="Keep writing"
      onConfirm={blocker.confirm}
    />
  )
}
