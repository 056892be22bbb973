import { useId, type ReactNode } from 'react'

interface ChoiceProps {
  label: ReactNode
  hint?: ReactNode
  /** Looks and is read out as a switch: it stands for a state, not for an item. */
  asSwitch?: boolean
  checked: boolean
  onChange: (checked: boolean) => void
}

const box = 'size-5 shrink-0 cursor-pointer accent-accent'

const toggle =
  'relative h-6 w-11 shrink-0 cursor-pointer appearance-none rounded-full border border-line-strong bg-sunken transition-colors before:absolute before:left-[3px] before:top-[3px] before:size-4 before:rounded-full before:bg-line-strong before:transition-transform checked:border-accent checked:bg-accent checked:before:translate-x-5 checked:before:bg-accent-on'

/** Something that holds or does not. */
export const Choice = ({
  label,
  hint,
  asSwitch = false,
  checked,
  onChange,
}: ChoiceProps) => {
  const id = useId()

  return (
    <div className="flex min-h-touch items-center gap-3">
      <input
        id={id}
        type="checkbox"
        role={asSwitch ? 'switch' : undefined}
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={asSwitch ? toggle : box}
      />
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <label htmlFor={id} className="cursor-pointer font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-ink-soft">
            {hint}
          </p>
        )}
      </div>
    </div>
  )
}
