interface CharacterCountProps {
  text: string
  limit: number
}

const describe = (left: number) => {
  const count = Math.abs(left).toLocaleString('en')
  const noun = Math.abs(left) === 1 ? 'character' : 'characters'
  return left < 0 ? `${count} ${noun} too many` : `${count} ${noun} left`
}

/** Says how much room is left, once that begins to matter. */
export const CharacterCount = ({ text, limit }: CharacterCountProps) => {
  const left = limit - text.length
  const matters = left <= limit * 0.2

  return (
    <p
      role="status"
      className={`text-sm tabular-nums ${left < 0 ? 'font-medium text-danger' : 'text-ink-soft'}`}
    >
      {matters && describe(left)}
    </p>
  )
}
