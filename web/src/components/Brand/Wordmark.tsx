/** The leaf and the name. */
export const Wordmark = () => (
  <span className="inline-flex items-center gap-2 font-serif text-[1.625rem] font-semibold leading-none tracking-tight text-ink">
    <svg viewBox="0 0 24 24" aria-hidden="true" className="h-7 w-7">
      <path
        d="M3 21C3 10.5 10 3 21 3c0 11-7.5 18-18 18Z"
        fill="var(--accent)"
      />
      <path
        d="m3 21 10-10M8 16v-4.500M8 16h4.5"
        stroke="var(--paper)"
        strokeWidth="1.5"
        strokeLinecap="round"
        fill="none"
      />
    </svg>
    Canopy
  </span>
)
