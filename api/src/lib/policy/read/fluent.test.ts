import { authDb } from 'src/lib/authDb'
import { countStatements } from 'src/testing/statements'
import { POSTS, actAs, commentOn, setScene } from 'src/testing/world'

beforeEach(setScene)

const published = { where: { id: POSTS.published.id } }

describe('A record asked for its relations by name', () => {
  it('gives the record that a relation leads to, less what is hidden', async () => {
    actAs('reader')
    const owner = await authDb().post.findUnique(published).owner()
    expect(owner?.name).toBe('owner')
    expect(owner).not.toHaveProperty('email')
  })

  it('gives a list, filtered and in order', async () => {
    actAs('reader')
    const comments = await authDb()
      .post.findUnique(published)
      .comments({ where: { name: 'Cy' }, orderBy: { id: 'asc' } })
    expect(comments).toMatchObject([{ id: commentOn('published') }])
  })

  it('goes on from there', async () => {
    actAs('anonymous')
    const posts = await authDb()
      .comment.findFirst({ where: { id: commentOn('published') } })
      .post()
      .owner()
      .posts()
    // The owner's draft is hidden.
    expect(posts).toMatchObject([{ id: POSTS.published.id }])
  })

  it('gives null where the record, or what it leads to, is hidden', async () => {
    actAs('stranger')
    const { id } = POSTS.draft
    expect(await authDb().post.findUnique({ where: { id } }).owner()).toBeNull()
    actAs('moderator')
    const comment = { where: { id: commentOn('draft') } }
    expect(await authDb().comment.findUnique(comment)).not.toBeNull()
    expect(await authDb().comment.findUnique(comment).post()).toBeNull()
  })

  it('reads nothing until it is awaited', async () => {
    actAs('anonymous')
    const { statements } = await countStatements(async () => {
      authDb().post.findUnique(published)
    })
    expect(statements).toEqual([])
  })
})
