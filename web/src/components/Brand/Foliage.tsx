interface Leaf {
  x: number
  y: number
  turn: number
  size: number
  filled: boolean
}

/** Leaves along an arching branch, alternating from side to side. */
const leaves: Leaf[] = Array.from({ length: 15 }, (_, index) => {
  const along = (index + 1) / 15
  const side = index % 2 === 0 ? 1 : -1
  // The point on the branch drawn below, a quadratic curve.
  const x = 2 * (1 - along) * along * 150 + along * along * 400
  const y =
    (1 - along) * (1 - along) * 190 +
    2 * (1 - along) * along * 20 +
    along * along * 60
  const slope =
    (Math.atan2(140 * along - 170, 150 + 100 * along) * 180) / Math.PI
  return {
    x,
    y,
    turn: slope + side * (58 - 30 * along),
    size: 1.25 - 0.55 * along,
    filled: index % 3 !== 1,
  }
})

/** The branch that hangs over the front page. */
export const Foliage = ({ className }: { className: string }) => (
  <svg
    viewBox="-10 -30 450 240"
    fill="none"
    stroke="var(--accent)"
    strokeWidth="1.5"
    strokeLinecap="round"
    aria-hidden="true"
    className={className}
  >
    <path d="M0 190Q150 20 400 60" />
    {leaves.map(({ x, y, turn, size, filled }) => (
      <g
        key={x}
        transform={`translate(${x} ${y}) rotate(${turn}) scale(${size})`}
      >
        <path
          d="M0 0C14-18 40-20 62 0 40 20 14 18 0 0Z"
          fill={filled ? 'var(--accent-soft)' : 'none'}
        />
        <path d="M0 0h46" />
      </g>
    ))}
  </svg>
)
