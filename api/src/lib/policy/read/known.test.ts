import { authDb } from 'src/lib/authDb'
import { countStatements } from 'src/testing/statements'
import { PEOPLE, POSTS, actAs, setTeamScene } from 'src/testing/world'
import type { Person } from 'src/testing/world'

beforeEach(setTeamScene)

const WHOLE = { id: true, comments: { select: { id: true } } } as const

/** The conditions of each statement. */
const askedBy = async (actor: Person, read: () => Promise<unknown>) => {
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
      authDb().post.findMany({ where: { ownerId: PEOPLE.owner.id } })
    )
    expect(posts).not.toContain('published')
  })
})

describe('Of what others share with them, a member is not asked again', () => {
  const userId = PEOPLE.insider.id
  const shared = {
    ownerId: { not: userId },
    OR: [
      { isPublic: true, organization: { isNot: null } },
      { groups: { some: { members: { some: { userId } } } } },
    ],
  }

  it('whether it is theirs to read', async () => {
    const [posts] = await askedBy('insider', () =>
      authDb().post.findMany({ where: shared })
    )
    expect(posts).not.toContain('published')
    expect(times(posts, 'isDeleted')).toBe(1)
    expect(times(posts, 'isPublic')).toBe(1)
    // Of their organizations; whoever is in a group is in its organization.
    expect(posts?.match(/FROM \S*Membership/g)).toHaveLength(1)
    const found = await authDb().post.findMany({
      where: shared,
      select: { title: true },
      orderBy: { id: 'asc' },
    })
    expect(found).toEqual([{ title: 'open' }, { title: 'shared' }])
  })

  test.each<[string, object]>([
    ['for some of it that is not said', { OR: [...shared.OR, { id: 1 }] }],
    ['for what is public anywhere', { OR: [{ isPublic: true }] }],
    ['for what other groups have', { OR: [{ groups: { some: {} } }] }],
    [
      'for what is shared with none of them',
      { OR: [{ groups: { none: { members: { some: { userId } } } } }] },
    ],
    [
      'for what is in no organization of theirs',
      { OR: [{ isPublic: true, organization: null }] },
    ],
    ['for what may be their own', { ownerId: userId }],
  ])('but is, %s', async (_what, other) => {
    const [posts] = await askedBy('insider', () =>
      authDb().post.findMany({ where: { ...shared, ...other } })
    )
    expect(posts).toContain('published')
  })
})

describe('What is not known is asked', () => {
  it('whether a writer’s post is a draft, of the post and not of each comment', async () => {
    const [, comments] = await askedBy('owner', () =>
      authDb().post.findMany({ select: WHOLE })
    )
    expect(comments).not.toContain('published')
    expect(
      await authDb().post.findMany({
        where: { id: POSTS.draft.id },
        select: WHOLE,
      })
    ).toEqual([{ id: POSTS.draft.id, comments: [] }])
  })

  it('who reads a group, whoever else is in it', async () => {
    const ofGroup = (group: object) =>
      askedBy('insider', () =>
        authDb().post.findMany({ where: { groups: { some: group } } })
      )
    const others = { members: { some: { userId: PEOPLE.member.id } } }
    for (const group of [{}, others, { NOT: others }]) {
      const [posts] = await ofGroup(group)
      expect(posts?.match(/FROM \S*Membership/g)).toHaveLength(2)
    }
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

describe('What is asked for at once', () => {
  it('is asked of the database at once, for visitors to several posts', async () => {
    const ids = [POSTS.published.id, POSTS.draft.id, POSTS.published.id, 4711]
    actAs('anonymous')
    const { result, statements } = await countStatements(() =>
      Promise.all(
        ids.map((id) =>
          authDb().post.findUnique({ where: { id }, select: WHOLE })
        )
      )
    )
    expect(result.map((post) => post?.id)).toEqual([
      POSTS.published.id,
      undefined,
      POSTS.published.id,
      undefined,
    ])
    expect(statements).toHaveLength(2)
  })
})

describe('What hangs on posts', () => {
  it('is counted for those of a page, not for all there are', async () => {
    actAs('anonymous')
    const { statements, result } = await countStatements(() =>
      authDb().post.findMany({
        where: { published: true },
        select: { id: true, _count: { select: { comments: true } } },
      })
    )
    expect(result).toEqual([
      { id: POSTS.published.id, _count: { comments: 1 } },
    ])
    const [posts, comments, ...others] = statements
    expect(others).toEqual([])
    expect(posts).not.toContain('Comment')
    expect(comments).toMatch(/WHERE \S*postId\S* (IN|=) .* GROUP BY/)
  })

  it('is not even looked for where the rules of each post say that there is none', async () => {
    actAs('owner')
    const { statements, result } = await countStatements(() =>
      authDb().post.findMany({
        where: { id: POSTS.draft.id },
        select: { _count: { select: { comments: true } } },
      })
    )
    expect(result).toEqual([{ _count: { comments: 0 } }])
    expect(statements).toHaveLength(1)
  })
})
