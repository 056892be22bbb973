import { mayDo } from 'src/lib/abilities'
import { issueApiToken, userOfApiToken } from 'src/lib/apiTokens'
import { authDb } from 'src/lib/authDb'
import { addApiToken } from 'src/testing/apiTokens'
import { outcomeOf } from 'src/testing/policyTable'
import { ACTORS, POSTS, actAs, commentOn, setScene } from 'src/testing/world'

beforeEach(setScene)

const { id } = POSTS.draft
const where = { id }

/** Acts as somebody through a token of theirs. */
const actThrough = async (
  actor: 'owner' | 'admin' | 'moderator',
  isReadOnly: boolean
) => {
  const { token } = await addApiToken(actor, { isReadOnly })
  const user = await userOfApiToken(token)
  mockCurrentUser(user)
  return user
}

const data = { title: 'New', body: 'Words.' }
const comment = { postId: POSTS.published.id, name: 'Cy', body: 'Hm.' }

const writes: Record<string, () => Promise<unknown>> = {
  create: () => authDb().post.create({ data }),
  createMany: () => authDb().comment.createMany({ data: [comment] }),
  createManyAndReturn: () =>
    authDb().comment.createManyAndReturn({ data: [comment] }),
  update: () => authDb().post.update({ where, data }),
  updateMany: () => authDb().post.updateMany({ where, data }),
  updateManyAndReturn: () => authDb().post.updateManyAndReturn({ where, data }),
  upsert: () => authDb().post.upsert({ where, create: data, update: data }),
  delete: () => authDb().post.delete({ where }),
  deleteMany: () => authDb().post.deleteMany({ where }),
  'in a list': () => authDb().$transaction([authDb().post.delete({ where })]),
  'in a transaction': () =>
    authDb().$transaction((open) => open.post.delete({ where })),
  'of what is not there': () =>
    authDb().post.update({ where: { id: POSTS.deleted.id }, data }),
}

describe('Through a read-only token', () => {
  test.each(Object.entries(writes))(
    'nothing is written: %s',
    async (_, write) => {
      await actThrough('owner', true)
      await expect(write()).rejects.toMatchObject({
        code: 'P2004',
        meta: { reason: 'READ_ONLY' },
      })
      const kept = await authDb().post.findUnique({ where })
      expect(kept).toMatchObject({ title: 'draft' })
    }
  )

  it('all is read that its owner reads', async () => {
    actAs('owner')
    const own = await authDb().post.findMany({ include: { comments: true } })
    await actThrough('owner', true)
    expect(
      await authDb().post.findMany({ include: { comments: true } })
    ).toEqual(own)
  })

  it('nobody may do anything but read, if they ask', async () => {
    await actThrough('owner', true)
    expect(await authDb().post.check({ operation: 'read', where })).toBe(true)
    for (const operation of ['update', 'delete'] as const) {
      expect(await authDb().post.check({ operation, where })).toBe(false)
      expect(mayDo('Post', operation)).toBe(false)
    }
    expect(await authDb().post.check({ operation: 'create' })).toBe(false)
    expect(mayDo('Post', 'create')).toBe(false)
    expect(mayDo('User', 'update', 'name')).toBe(false)
    expect(mayDo('Post', 'read')).toBe(true)
  })
})

describe('Through a token that is not read-only', () => {
  test.each(Object.entries(writes).slice(0, -1))(
    'all is written that its owner writes: %s',
    async (_, write) => {
      await actThrough('owner', false)
      await expect(write()).resolves.toBeTruthy()
    }
  )

  it('no more is written than its owner writes', async () => {
    const comment = { id: commentOn('published') }
    await actThrough('owner', false)
    await expect(
      authDb().comment.delete({ where: comment })
    ).rejects.toMatchObject({ code: 'P2004' })
    await actThrough('moderator', false)
    expect(await authDb().comment.delete({ where: comment })).toBeTruthy()
  })

  it('nobody makes a token, which would outlive it', async () => {
    await actThrough('owner', false)
    for (const isReadOnly of [true, false]) {
      await expect(
        issueApiToken({ name: 'Another', isReadOnly })
      ).rejects.toMatchObject({ code: 'P2004' })
    }
    expect(mayDo('ApiToken', 'create')).toBe(false)
    expect(await authDb().apiToken.count()).toBe(1)
  })

  it('nobody takes over the account by another e-mail address', async () => {
    for (const actor of ['owner', 'admin'] as const) {
      const user = await actThrough(actor, false)
      const own = { id: user.id }
      const email = 'mine@example.com'
      await expect(
        authDb().user.update({ where: own, data: { email } })
      ).rejects.toMatchObject({ code: 'P2004' })
      await expect(
        authDb().user.update({ where: own, data: { name: 'New' } })
      ).resolves.toMatchObject({ name: 'New' })
    }
  })

  it('its owner’s tokens can be revoked, itself too', async () => {
    const { token } = await actThrough('owner', false)
    const revoked = await authDb().apiToken.delete({ where: { id: token?.id } })
    expect(revoked).toMatchObject({ ownerId: ACTORS.owner.id })
  })
})

describe('What is denied to tokens', () => {
  const told = async (write: () => Promise<unknown>) => {
    const error = await write().then(
      () => null,
      (failure: { meta: { rules: { source: object; verdict: string }[] } }) =>
        failure
    )
    return error?.meta.rules
      .filter(({ verdict }) => verdict === 'applies')
      .map(({ source }) => source)
  }

  it('is a rule of schema.zmodel, which the denial names', async () => {
    const user = await actThrough('owner', false)
    const email = 'mine@example.com'
    expect(
      await told(() =>
        authDb().user.update({ where: { id: user.id }, data: { email } })
      )
    ).toContainEqual({
      ...{ file: 'schema.zmodel', line: expect.any(Number) },
      text: "@denyToTokens('update')",
    })
    expect(await told(() => issueApiToken({ name: 'Another' }))).toContainEqual(
      {
        ...{ file: 'schema.zmodel', line: expect.any(Number) },
        text: "@@denyToTokens('create')",
      }
    )
  })
})

it('a session does what no token does', async () => {
  const rename = () =>
    authDb().user.update({
      where: { id: ACTORS.owner.id },
      data: { email: 'mine@example.com' },
    })
  expect(await outcomeOf('owner', rename)).toBe('yes')
  expect(
    await outcomeOf('owner', () => issueApiToken({ name: 'Another' }))
  ).toBe('yes')
})
