import { authDb } from 'src/lib/authDb'
import { outcomeOf, policyTable } from 'src/testing/policyTable'
import { askRaw } from 'src/testing/tables'
import { ACTORS, NOBODY, POSTS, commentOn, setScene } from 'src/testing/world'
import type { Actor, PostState } from 'src/testing/world'

beforeEach(setScene)

const acts: Record<string, (state: PostState) => Promise<unknown>> = {
  read: (state) =>
    authDb().comment.findUnique({ where: { id: commentOn(state) } }),
  list: (state) =>
    authDb().comment.findMany({ where: { postId: POSTS[state].id } }),
  create: (state) =>
    authDb().comment.create({
      data: { postId: POSTS[state].id, name: 'Cy', body: 'Thanks.' },
    }),
  update: (state) =>
    authDb().comment.update({
      where: { id: commentOn(state) },
      data: { body: 'Never said so.' },
    }),
  move: (state) =>
    authDb().comment.update({
      where: { id: commentOn(state) },
      data: { postId: POSTS.published.id },
    }),
  delete: (state) =>
    authDb().comment.delete({ where: { id: commentOn(state) } }),
}

describe('Who may do what to a comment on a post (B4, B5, B6, T4)', () => {
  const cells = policyTable(`
    state      operation  anonymous reader moderator owner stranger admin
    published  read       yes       yes    yes       yes   yes      yes
    published  list       yes       yes    yes       yes   yes      yes
    published  create     yes       yes    yes       yes   yes      yes
    published  update     no        no     yes       no    no       no
    published  move       no        no     yes       no    no       no
    published  delete     no        no     yes       no    no       no
    draft      read       -         -      yes       -     -        -
    draft      list       -         -      yes       -     -        -
    draft      create     -         -      yes       no    -        -
    draft      update     -         -      yes       -     -        -
    draft      move       -         -      yes       -     -        -
    draft      delete     -         -      yes       -     -        -
    deleted    read       -         -      -         -     -        -
    deleted    list       -         -      -         -     -        -
    deleted    create     -         -      -         -     -        -
    deleted    update     -         -      -         -     -        -
    deleted    move       -         -      -         -     -        -
    deleted    delete     -         -      -         -     -        -
  `)

  test.each(cells)(
    '$state post, $operation comment, $actor: $expected',
    async ({ state, operation, actor, expected }) => {
      const act = () => acts[operation](state as PostState)
      expect(await outcomeOf(actor, act)).toBe(expected)
    }
  )

  it('a moderator moves a comment onto a draft, but not onto a deleted post', async () => {
    const moveTo = (postId: number) => () =>
      authDb().comment.update({
        where: { id: commentOn('published') },
        data: { postId },
        select: { postId: true },
      })
    expect(await outcomeOf('moderator', moveTo(POSTS.deleted.id))).toBe('-')
    expect(await outcomeOf('moderator', moveTo(NOBODY))).toBe('-')
    expect(await outcomeOf('moderator', moveTo(POSTS.draft.id))).toBe('yes')
  })

  it('a comment on a post that is missing fails as on one that is hidden', async () => {
    for (const actor of ['anonymous', 'reader', 'moderator'] as const) {
      const act = () =>
        authDb().comment.create({
          data: { postId: NOBODY, name: 'Cy', body: 'Hello?' },
        })
      expect(await outcomeOf(actor, act)).toBe('-')
    }
  })
})

describe('A deleted post gets no more comments (T4)', () => {
  const { id: postId } = POSTS.deleted
  const count = {
    model: 'Comment',
    operation: 'count',
    args: { where: { postId } },
  }

  test.each(Object.keys(ACTORS) as Actor[])('from %s', async (actor) => {
    await outcomeOf(actor, () => acts.create('deleted'))
    expect(await askRaw([count])).toEqual([{ result: 1 }])
  })
})

describe('The limits of a comment', () => {
  const long = (length: number) => 'x'.repeat(length)
  const limits: [string, { name?: string; body?: string }, boolean][] = [
    ['no name', { name: ' ' }, false],
    ['a name of one character', { name: 'C' }, true],
    ['a name of 80 characters', { name: long(80) }, true],
    ['a name of 81 characters', { name: long(81) }, false],
    ['no words', { body: ' \n ' }, false],
    ['one character', { body: '?' }, true],
    ['5,000 characters', { body: long(5000) }, true],
    ['5,001 characters', { body: long(5001) }, false],
  ]

  test.each(limits)('%s', async (_name, change, fits) => {
    const create = authDb().comment.create({
      data: { postId: POSTS.published.id, name: 'Cy', body: 'Hi.', ...change },
    })
    await (fits
      ? expect(create).resolves.toBeTruthy()
      : expect(create).rejects.toMatchObject({
          meta: { reason: 'DATA_VALIDATION_VIOLATION' },
        }))
  })
})
