import { useRef, type ReactElement } from 'react'

import * as AlertDialog from '@radix-ui/react-alert-dialog'

import { buttonStyle } from 'src/components/ui/Button/buttonStyle'

interface ConfirmDialogProps {
  title: string
  description: string
  confirmLabel: string
  cancelLabel?: string
  onConfirm: () => void
  /** The button that opens it; one without is opened by `open`. */
  trigger?: ReactElement
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

/** Asks before what cannot be undone. */
export const ConfirmDialog = ({
  title,
  description,
  confirmLabel,
  cancelLabel = 'Cancel',
  onConfirm,
  trigger,
  open,
  onOpenChange,
}: ConfirmDialogProps) => {
  const before = useRef<Element | null>(null)
  // Radix brings focus back to a trigger only.
  const bringBackFocus = () => {
    if (!trigger && before.current instanceof HTMLElement) {
      before.current.focus()
    }
  }

  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <AlertDialog.Trigger asChild>{trigger}</AlertDialog.Trigger>}
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <AlertDialog.Content
          onOpenAutoFocus={() => {
            before.current = document.activeElement
          }}
          onCloseAutoFocus={bringBackFocus}
          className="fixed left-1/2 top-1/2 z-50 w-[min(28rem,calc(100vw-2rem))] -translate-x-1/2 -translate-y-1/2 rounded-2xl border border-line bg-surface p-6 shadow-raised"
        >
          <AlertDialog.Title className="font-serif text-2xl font-medium">
            {title}
          </AlertDialog.Title>
          <AlertDialog.Description className="mt-2 text-ink-soft">
            {description}
          </AlertDialog.Description>
          <div className="mt-6 flex flex-wrap justify-end gap-3">
            <AlertDialog.Cancel className={buttonStyle('secondary')}>
              {cancelLabel}
            </AlertDialog.Cancel>
            <AlertDialog.Action
              className={buttonStyle('danger')}
              onClick={onConfirm}
            >
              {confirmLabel}
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
