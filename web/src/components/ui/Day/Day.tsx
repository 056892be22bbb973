const day = new Intl.DateTimeFormat('en', { dateStyle: 'long' })

export const Day = ({ at }: { at: string }) => (
  <time dateTime={at}>{day.format(new Date(at))}</time>
)
