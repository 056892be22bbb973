import { authDb } from 'src/lib/authDb'
import { countStatements } from 'src/testing/statements'
import { ACTORS, POSTS, actAs, setScene } from 'src/testing/world'
import type { Actor } from 'src/testing/world'

beforeEach(setScene)

const WHOLE = { id: true, comments: { select: { id: true } } } as const

/** The conditions of each statement. */
const askedBy = async (actor: Actor, read: () => Promise<unknown>) => {
  actAs(actor)
  const { statements } = await countStatements(read)
  return statements.map((sql) => /WHERE (.*?)( ORDER| LIMIT|$)/.exec(sql)?.[1])
}

const times = (text = '', word: string) => text.split(word).length - 1

describe('What is known already is not asked again', () => {
  it('that the posts a reader asks for are published', async () => {
    const [posts] = await askedBy('reader', () =>
      authDb().post.findMany({ where: { published: true } })
    )
    expect(times(posts, 'published')).toBe(1)
    expect(times(posts, 'isDeleted')).toBe(1)
  })

  it('that the comments on a readable post are readable to a visitor', async () => {
    const [posts, comments] = await askedBy('anonymous', () =>
      authDb().post.findMany({ select: WHOLE })
    )
    expect(posts).toContain('isDeleted')
    expect(comments).not.toContain('Post')
  })

  it('whether a writer may read what is their own', async () => {
    const [posts] = await askedBy('owner', () =>
      authDb().post.findMany({ where: { ownerId: ACTORS.owner.id } })
    )
    expect(posts).not.toContain('published')
  })
})

describe('What is not known is asked', () => {
  it('whether the comments on a writer’s post are on a draft', async () => {
    const [, comments] = await askedBy('owner', () =>
      authDb().post.findMany({ select: WHOLE })
    )
    expect(comments).toContain('published')
    expect(
      await authDb().post.findMany({
        where: { id: POSTS.draft.id },
        select: WHOLE,
      })
    ).toEqual([{ id: POSTS.draft.id, comments: [] }])
  })

  it('what a filter says in an OR or a NOT only', async () => {
    for (const where of [
      { OR: [{ published: true }, { id: POSTS.draft.id }] },
      { NOT: { published: true } },
    ]) {
      const [posts] = await askedBy('anonymous', () =>
        authDb().post.findMany({ where })
      )
      expect(times(posts, 'published')).toBe(2)
    }
  })
})
