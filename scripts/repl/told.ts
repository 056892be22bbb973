/** An error without its stack, in the words that matter. */
export const told = (error: unknown): Error => {
  const { message, code } = error as { message?: string; code?: string }
  const text = String(message ?? error).trim()
  // Prisma shows the whole call before it says what is wrong with it.
  const words = text.startsWith('Invalid `') ? text.split('\n').at(-1) : text
  const short = new Error(code === undefined ? words : `${code} ${words}`)
  short.stack = short.message
  return short
}
