export const countComments = (count: number): string => {
  if (count === 0) {
    return 'No comments yet'
  }
  return count === 1 ? '1 comment' : `${count.toLocaleString('en')} comments`
}
