/** A sprig with three leaves, the mark of quiet places. */
export const Sprig = ({ className }: { className: string }) => (
  <svg
    viewBox="0 0 64 64"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.75"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    className={className}
  >
    <path d="M20 60c4-14 9-24 16-34" />
    <path
      d="M36 26c-2-9 3-18 14-22 4 11-2 20-14 22Z"
      fill="var(--accent-soft)"
    />
    <path
      d="M29 37c-9-1-15-8-15-18 10 0 16 8 15 18Z"
      fill="var(--accent-soft)"
    />
    <path d="M25 46c5-8 14-10 23-6-4 9-14 12-23 6Z" fill="var(--accent-soft)" />
  </svg>
)
