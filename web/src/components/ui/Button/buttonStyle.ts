export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger'

const base =
  'inline-flex min-h-touch items-center justify-center gap-2 rounded-full py-2 text-[0.9375rem] font-medium leading-tight transition-colors aria-disabled:cursor-not-allowed aria-disabled:opacity-60'

const tones: Record<ButtonTone, string> = {
  primary: 'px-5 bg-accent text-accent-on hover:bg-accent-strong',
  secondary:
    'px-5 border border-line-strong bg-surface text-ink hover:border-accent hover:text-accent',
  quiet: 'px-3.5 text-ink-soft hover:bg-sunken hover:text-ink',
  danger: 'px-5 bg-danger text-danger-on hover:bg-danger-strong',
}

export const buttonStyle = (tone: ButtonTone = 'primary') =>
  `${base} ${tones[tone]}`
