import { clientOf, codeOf } from 'src/testing/client'
import { NOBODY, POSTS, commentOn, setScene } from 'src/testing/world'

beforeEach(setScene)

const LIST = 'query ($postId: Int!) { comments(postId: $postId) { id body } }'
const CREATE = `mutation ($input: CreateCommentInput!) {
  createComment(input: $input) { id name body postId can { delete } }
}`
const DELETE = 'mutation ($id: Int!) { deleteComment(id: $id) { id body } }'

const comment = (postId: number) => ({
  input: { postId, name: 'Cy', body: 'Thanks.' },
})

describe('The comments on a post', () => {
  it('are there for everyone, oldest first', async () => {
    const anonymous = await clientOf('anonymous')
    await anonymous(CREATE, comment(POSTS.published.id))
    const { data } = await anonymous(LIST, { postId: POSTS.published.id })
    expect(data?.comments).toMatchObject([
      { body: 'Well said.' },
      { body: 'Thanks.' },
    ])
  })

  it('are not there while it is a draft, even for its owner', async () => {
    for (const actor of ['anonymous', 'owner', 'admin'] as const) {
      const client = await clientOf(actor)
      const { data } = await client(LIST, { postId: POSTS.draft.id })
      expect(data).toEqual({ comments: [] })
    }
  })
})

describe('Commenting', () => {
  it('is for everyone on a published post', async () => {
    for (const actor of ['anonymous', 'reader', 'admin'] as const) {
      const client = await clientOf(actor)
      const { data } = await client(CREATE, comment(POSTS.published.id))
      expect(data?.createComment).toMatchObject({
        name: 'Cy',
        body: 'Thanks.',
        postId: POSTS.published.id,
        can: { delete: false },
      })
    }
  })

  it('fails on a hidden post word for word as on a missing one', async () => {
    const anonymous = await clientOf('anonymous')
    const missing = await anonymous(CREATE, comment(NOBODY))
    expect(codeOf(missing)).toBe('NOT_FOUND')
    for (const { id } of [POSTS.draft, POSTS.deleted, POSTS.former]) {
      expect(await anonymous(CREATE, comment(id))).toEqual(missing)
    }
  })

  it('is denied to the owner of a draft, who sees the post', async () => {
    const owner = await clientOf('owner')
    const response = await owner(CREATE, comment(POSTS.draft.id))
    expect(codeOf(response)).toBe('FORBIDDEN')
  })

  it('says what is wrong with every field', async () => {
    const anonymous = await clientOf('anonymous')
    const { errors } = await anonymous(CREATE, {
      input: { postId: POSTS.published.id, name: ' ', body: '' },
    })
    expect(errors?.[0].extensions).toEqual({
      code: 'BAD_USER_INPUT',
      properties: {
        messages: {
          name: ['Needs 1 to 80 characters'],
          body: ['Needs 1 to 5,000 characters'],
        },
      },
    })
  })
})

describe('Deleting a comment', () => {
  test.each([
    ['anonymous', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
    ['reader', 'FORBIDDEN', 'NOT_FOUND'],
    ['owner', 'FORBIDDEN', 'NOT_FOUND'],
    ['admin', 'FORBIDDEN', 'NOT_FOUND'],
    ['moderator', undefined, undefined],
  ] as const)(
    '%s: %s, or %s under a draft of somebody else',
    async (actor, published, draft) => {
      const client = await clientOf(actor)
      const remove = async (id: number) => codeOf(await client(DELETE, { id }))
      expect(await remove(commentOn('published'))).toBe(published)
      expect(await remove(commentOn('former'))).toBe(draft)
    }
  )

  it('is offered to moderators only', async () => {
    for (const actor of ['anonymous', 'admin', 'moderator'] as const) {
      const client = await clientOf(actor)
      const { data } = await client(
        '{ comments(postId: 1) { can { update delete } } }'
      )
      const may = actor === 'moderator'
      expect(data?.comments).toEqual([{ can: { update: may, delete: may } }])
    }
  })
})
