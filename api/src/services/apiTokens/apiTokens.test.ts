import { storedOfApiTokens } from 'src/testing/apiTokens'
import { clientOf, clientThrough, codeOf } from 'src/testing/client'
import { NOBODY, setScene } from 'src/testing/world'

beforeEach(setScene)

const CREATE = `mutation ($input: CreateApiTokenInput!) {
  createApiToken(input: $input) { id name isReadOnly expiresAt createdAt token }
}`
const LIST =
  '{ apiTokens { id name isReadOnly expiresAt lastUsedAt createdAt } }'
const REVOKE = 'mutation ($id: Int!) { revokeApiToken(id: $id) { id name } }'

interface Created {
  id: number
  name: string
  isReadOnly: boolean
  expiresAt: string | null
  token: string
}

type Client = Awaited<ReturnType<typeof clientOf>>

const create = async (client: Client, input: object = {}) => {
  const { data } = await client(CREATE, { input: { name: 'Feed', ...input } })
  return data?.createApiToken as unknown as Created
}

const tokensOf = async (client: Client) =>
  (await client(LIST)).data?.apiTokens as unknown as {
    name: string
    lastUsedAt: string | null
  }[]

describe('Making an API token', () => {
  it('gives it once, and keeps it nowhere', async () => {
    const reader = await clientOf('reader')
    const { token, ...made } = await create(reader)
    expect(token).toMatch(/^canopy_[\w-]{43}$/)
    expect(made).toMatchObject({
      name: 'Feed',
      isReadOnly: false,
      expiresAt: null,
    })
    const stored = await storedOfApiTokens()
    expect(stored).not.toContain(token.slice('canopy_'.length))
    expect(JSON.stringify(await reader(LIST))).not.toContain(token)
  })

  it('gives another one each time', async () => {
    const reader = await clientOf('reader')
    const one = await create(reader)
    const two = await create(reader)
    expect(one.token).not.toBe(two.token)
  })

  it('takes a date, on which it ends', async () => {
    const reader = await clientOf('reader')
    const expiresAt = '2099-01-01T00:00:00.000Z'
    expect(await create(reader, { expiresAt })).toMatchObject({ expiresAt })
  })

  test.each<[string, object, string]>([
    ['no name', { name: ' ' }, 'name'],
    ['a name too long', { name: 'x'.repeat(81) }, 'name'],
    [
      'a date that has passed',
      { expiresAt: '2020-01-01T00:00:00Z' },
      'expiresAt',
    ],
  ])('with %s is wrong input', async (_name, input, field) => {
    const reader = await clientOf('reader')
    const { errors } = await reader(CREATE, {
      input: { name: 'Feed', ...input },
    })
    expect(errors?.[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      properties: { messages: { [field]: [expect.any(String)] } },
    })
    expect(await tokensOf(reader)).toEqual([])
  })

  it('is not for visitors', async () => {
    const anonymous = await clientOf('anonymous')
    expect(codeOf(await anonymous(CREATE, { input: { name: 'Feed' } }))).toBe(
      'UNAUTHENTICATED'
    )
  })

  test.each([true, false])(
    'is not for a token, read-only or not: %s',
    async (isReadOnly) => {
      const { token } = await create(await clientOf('reader'), { isReadOnly })
      const program = clientThrough(token)
      expect(codeOf(await program(CREATE, { input: { name: 'Two' } }))).toBe(
        'FORBIDDEN'
      )
    }
  )
})

describe('The list of API tokens', () => {
  it('is of one’s own, newest first', async () => {
    const reader = await clientOf('reader')
    await create(reader, { name: 'First' })
    await create(reader, { name: 'Second', isReadOnly: true })
    await create(await clientOf('owner'), { name: 'Another’s' })
    expect(await tokensOf(reader)).toMatchObject([
      { name: 'Second', isReadOnly: true },
      { name: 'First', isReadOnly: false },
    ])
  })

  it('is of nobody for a visitor', async () => {
    const anonymous = await clientOf('anonymous')
    expect(codeOf(await anonymous(LIST))).toBe('UNAUTHENTICATED')
  })

  it('says when one was used', async () => {
    const reader = await clientOf('reader')
    const { token } = await create(reader)
    expect(await tokensOf(reader)).toMatchObject([{ lastUsedAt: null }])
    await clientThrough(token)('{ me { id } }')
    const [{ lastUsedAt }] = await tokensOf(reader)
    expect(Date.now() - Date.parse(String(lastUsedAt))).toBeLessThan(60_000)
  })
})

describe('Revoking an API token', () => {
  it('ends it at once', async () => {
    const reader = await clientOf('reader')
    const { id, token } = await create(reader)
    const program = clientThrough(token)
    expect((await program('{ me { id } }')).data?.me).toEqual({ id: 1 })
    expect(await reader(REVOKE, { id })).toMatchObject({
      data: { revokeApiToken: { id, name: 'Feed' } },
    })
    expect(codeOf(await program('{ me { id } }'))).toBe('UNAUTHENTICATED')
    expect(await tokensOf(reader)).toEqual([])
  })

  it('of somebody else’s is as if it were not there', async () => {
    const { id } = await create(await clientOf('reader'))
    const admin = await clientOf('admin')
    const theirs = await admin(REVOKE, { id })
    expect(theirs.errors).toEqual((await admin(REVOKE, { id: NOBODY })).errors)
    expect(codeOf(theirs)).toBe('NOT_FOUND')
    const anonymous = await clientOf('anonymous')
    expect(codeOf(await anonymous(REVOKE, { id }))).toBe('UNAUTHENTICATED')
  })

  it('is not for a read-only token', async () => {
    const reader = await clientOf('reader')
    const { id, token } = await create(reader, { isReadOnly: true })
    expect(codeOf(await clientThrough(token)(REVOKE, { id }))).toBe('FORBIDDEN')
    expect(await tokensOf(reader)).toHaveLength(1)
  })
})
