import { useEffect, useId, useRef } from 'react'

import { Check, Copy } from 'lucide-react'

import { tellSuccess } from 'src/components/ui/AnnouncingToaster/tell'
import { Button } from 'src/components/ui/Button'

interface FreshTokenProps {
  name: string
  token: string
  /** It has been put away. */
  onDone: () => void
}

/** A token, the one time that it is there to be seen. */
export const FreshToken = ({ name, token, onDone }: FreshTokenProps) => {
  const id = useId()
  const heading = useRef<HTMLHeadingElement>(null)
  const text = useRef<HTMLInputElement>(null)

  useEffect(() => heading.current?.focus(), [])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(token)
      tellSuccess('The token is copied.')
    } catch {
      // No browser lets a page that came over plain http do it.
      text.current?.select()
      tellSuccess('The token is selected: copy it from there.')
    }
  }

  return (
    <div
      role="group"
      aria-labelledby={id}
      className="rounded-2xl bg-sunken p-6"
    >
      <h3
        id={id}
        ref={heading}
        tabIndex={-1}
        className="font-serif text-xl font-medium [overflow-wrap:anywhere]"
      >
        {name} is made
      </h3>
      <p className="mt-1 text-ink-soft">
        Copy it now. It is not kept here, and cannot be shown again.
      </p>
      <input
        ref={text}
        readOnly
        aria-label="The token"
        value={token}
        onFocus={(event) => event.target.select()}
        className="mt-4 block min-h-touch w-full rounded-md border border-line-strong bg-surface px-3.5 py-2.5 font-mono text-sm text-ink"
      />
      <div className="mt-4 flex flex-wrap gap-3">
        <Button onClick={copy}>
          <Copy aria-hidden="true" size={16} />
          Copy
        </Button>
        <Button tone="secondary" onClick={onDone}>
          <Check aria-hidden="true" size={16} />
          Done
        </Button>
      </div>
    </div>
  )
}
