import { toast } from '@redwoodjs/web/toast'

import { failureText } from 'src/failures/failureText'

// One at a time: the latest result takes the place of the one before, so that
// toasts do not pile up over what people are working on.
const options = { id: 'result' }

export const tellSuccess = (text: string): void => {
  toast.success(text, options)
}

export const tellFailure = (error: unknown): void => {
  toast.error(failureText(error), options)
}
