const DAY_MS = 24 * 60 * 60 * 1000

/** For how many days a token can be made; 0 is for ever. */
export const lifetimes = [
  { days: 7, label: 'in 7 days' },
  { days: 30, label: 'in 30 days' },
  { days: 90, label: 'in 90 days' },
  { days: 365, label: 'in a year' },
  { days: 0, label: 'never' },
] as const satisfies { days: number; label: string }[]

/** When a token that is made now ends; null for never. */
export const expiryOf = (days: number, now: Date): string | null =>
  days === 0 ? null : new Date(now.getTime() + days * DAY_MS).toISOString()
