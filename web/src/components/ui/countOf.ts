/** A number of things, in words: "No groups", "1 group", "2 groups". */
export const countOf = (count: number, noun: string): string => {
  if (count === 0) {
    return `No ${noun}s`
  }
  return count === 1 ? `1 ${noun}` : `${count.toLocaleString('en')} ${noun}s`
}
