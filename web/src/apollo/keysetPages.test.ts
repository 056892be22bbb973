import { gql, InMemoryCache } from '@apollo/client'

import { cacheConfig } from './cacheConfig'

const POSTS = gql`
  query KeysetPagesQuery($first: Int!, $after: Int) {
    posts(first: $first, after: $after) {
      id
    }
  }
`

const listWith = (
  ...pages: { first: number; after?: number; ids: number[] }[]
) => {
  const cache = new InMemoryCache(cacheConfig)
  for (const { ids, ...variables } of pages) {
    const posts = ids.map((id) => ({ __typename: 'Post', id }))
    cache.writeQuery({ query: POSTS, variables, data: { posts } })
  }
  const known = cache.readQuery<{ posts: { id: number }[] }>({
    query: POSTS,
    variables: { first: 2 },
  })
  return known?.posts.map(({ id }) => id)
}

describe('a list that is loaded page by page', () => {
  it('grows at its end', () => {
    expect(
      listWith({ first: 2, ids: [9, 8] }, { first: 2, after: 8, ids: [7, 5] })
    ).toEqual([9, 8, 7, 5])
  })

  it('stays as long as it was when its first page is loaded again', () => {
    expect(
      listWith(
        { first: 2, ids: [9, 8] },
        { first: 2, after: 8, ids: [7, 5] },
        { first: 2, ids: [9, 8] }
      )
    ).toEqual([9, 8, 7, 5])
  })

  it('shows what is new and no longer what is gone', () => {
    expect(
      listWith(
        { first: 2, ids: [9, 8] },
        { first: 2, after: 8, ids: [7, 5] },
        { first: 2, ids: [10, 7] }
      )
    ).toEqual([10, 7, 5])
  })

  it('ends where the server says that it ends', () => {
    expect(listWith({ first: 2, ids: [9, 8] }, { first: 2, ids: [9] })).toEqual(
      [9]
    )
  })

  it('is empty when the server has nothing', () => {
    expect(listWith({ first: 2, ids: [9, 8] }, { first: 2, ids: [] })).toEqual(
      []
    )
  })
})
