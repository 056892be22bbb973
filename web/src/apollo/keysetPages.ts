import type { FieldMergeFunction, Reference } from '@apollo/client'

/**
 * Joins pages of a list that runs from the highest id down, where a page is
 * asked for with `first` and, as `after`, the last id seen.
 *
 * A page is the whole truth about the ids it spans: known items within that
 * span give way to it, those before and after it stay. So a first page fetched
 * again brings news and removals, and does not throw away what was loaded.
 */
export const mergeKeysetPage: FieldMergeFunction<Reference[]> = (
  known = [],
  page,
  { args, readField }
) => {
  const id = (item: Reference) => readField<number>('id', item) ?? 0
  const after: number = args?.after ?? Infinity
  const isLast = page.length < (args?.first ?? 0)
  const end = isLast ? 0 : id(page[page.length - 1])

  return [
    ...known.filter((item) => id(item) >= after),
    ...page,
    ...known.filter((item) => id(item) < end),
  ]
}
